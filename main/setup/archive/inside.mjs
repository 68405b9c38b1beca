import path from 'node:path';

/**
 * Where an archive's entry goes: always below `folder`, whatever its name says.
 * @param {string} folder @param {string} name
 * @throws a sentence where the name leads out of the folder
 */
export function inside(folder, name) {
  const target = path.resolve(folder, name);
  if (target !== folder && !target.startsWith(folder + path.sep))
    throw new Error(`The archive holds "${name}", which leads out of its folder: it was not unpacked.`);
  return target;
}
