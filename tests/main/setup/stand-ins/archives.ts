import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

/** A zip of these files, alternately deflated and stored; with `zip64`, as archives over 4 GB are written. */
export function makeZip(files: Readonly<Record<string, Buffer | string>>, { zip64 = false } = {}): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  Object.entries(files).forEach(([name, content], index) => {
    const data = Buffer.from(content);
    const method = index % 2 === 0 ? 8 : 0;
    const packed = method === 8 ? deflateRawSync(data) : data;
    const label = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(label.length, 26);
    const extra = zip64 ? numbers([data.length, packed.length, at]) : Buffer.alloc(0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc32(data), 16);
    entry.writeUInt32LE(zip64 ? 0xffffffff : packed.length, 20);
    entry.writeUInt32LE(zip64 ? 0xffffffff : data.length, 24);
    entry.writeUInt16LE(label.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(zip64 ? 0xffffffff : at, 42);
    parts.push(local, label, packed);
    central.push(entry, label, extra);
    at += local.length + label.length + packed.length;
  });
  const directory = Buffer.concat(central);
  const count = Object.keys(files).length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : count, 8);
  end.writeUInt16LE(zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : directory.length, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : at, 16);
  return Buffer.concat([...parts, directory, ...(zip64 ? [end64(count, directory.length, at)] : []), end]);
}

/** The extra field that holds what 32 bits cannot. */
function numbers(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, index) => field.writeBigUInt64LE(BigInt(value), 4 + 8 * index));
  return field;
}

/** The wide end record and its locator. */
function end64(count: number, length: number, at: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(at), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(at + length), 56 + 8);
  return record;
}

/** An entry of a tar: a file's content, or where a link leads. */
export type TarEntry = Buffer | string | { link: string } | { hardLink: string };

/** A .tar.gz; names over 100 bytes are told in the way of GNU tar or of pax. */
export function makeTar(entries: Readonly<Record<string, TarEntry>>, long: 'gnu' | 'pax' = 'gnu'): Buffer {
  const blocks: Buffer[] = [];
  const put = (name: string, kind: string, data: Buffer, link = '') => {
    const header = Buffer.alloc(512);
    header.write(name.slice(0, 100), 0);
    header.write('0000644\0', 100);
    header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(kind, 156);
    header.write(link, 157);
    header.write('ustar\0', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    blocks.push(header, data, Buffer.alloc((512 - (data.length % 512)) % 512));
  };
  for (const [name, entry] of Object.entries(entries)) {
    if (name.length > 100 && long === 'gnu') put('././@LongLink', 'L', Buffer.from(`${name}\0`));
    else if (name.length > 100) {
      const line = ` path=${name}\n`;
      put('pax', 'x', Buffer.from(`${line.length + 3}${line}`));
    }
    if (typeof entry === 'string' || Buffer.isBuffer(entry)) put(name, '0', Buffer.from(entry));
    else if ('link' in entry) put(name, '2', Buffer.alloc(0), entry.link);
    else put(name, '1', Buffer.alloc(0), entry.hardLink);
  }
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
