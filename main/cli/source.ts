import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { diskError } from '../projects/disk-error.ts';
import { RunFolder } from '../projects/run-folder.ts';
import { readTemplate, readTemplateFolder, templateNames, type Template } from '../projects/templates.ts';
import { didYouMean } from './suggest.ts';

/** What a word of the command line stands for. */
export type Source = {
  /** A short name for folders and files. */
  readonly name: string;
  readonly document: GraphDocument;
} & (
  | { readonly kind: 'document'; readonly file: string }
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'run'; readonly run: RunFolder }
);

/**
 * Opens a document file, the folder of a run or of a template, or a template by its name.
 * @throws a sentence where there is nothing of that name, or where it is broken
 */
export async function openSource(word: string): Promise<Source> {
  const found = statSync(word, { throwIfNoEntry: false });
  if (found?.isFile()) return openFile(word);
  if (found?.isDirectory() && existsSync(path.join(word, 'document.genloom'))) return openFolder(word);
  const templates = await templateNames();
  if (templates.includes(word)) return ofTemplate(await readTemplate(word));
  const meant = didYouMean(word, templates);
  if (found)
    throw new Problem(
      `${word} is neither a run nor a template: there is no document.genloom in it. Give the folder that training printed, a .genloom file, or a template: ${templates.join(', ')}.`,
      `${word}에 document.genloom이 없어 실행 폴더도 템플릿도 아닙니다. 학습이 알려 준 폴더, .genloom 파일, 또는 템플릿(${templates.join(', ')})을 쓰세요.`,
    );
  throw new Problem(
    `There is no file, run or template '${word}'.${meant.en} The templates are ${templates.join(', ')}.`,
    `'${word}'(이)라는 파일, 실행 폴더, 템플릿이 없습니다.${meant.ko} 템플릿: ${templates.join(', ')}.`,
  );
}

async function openFile(file: string): Promise<Source> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw diskError(error, 'read', file);
  });
  return { kind: 'document', name: path.parse(file).name, document: readDocument(text, file), file };
}

async function openFolder(folder: string): Promise<Source> {
  if (!existsSync(path.join(folder, 'checkpoints')))
    return ofTemplate(await readTemplateFolder(path.resolve(folder)));
  const { run, document } = await RunFolder.open(folder);
  return { kind: 'run', name: path.basename(run.folder), document, run };
}

const ofTemplate = (template: Template): Source => ({
  kind: 'template',
  name: template.name,
  document: template.document,
  template,
});
