import { deflateSync } from 'node:zlib';

const text = (value: string): Buffer => Buffer.from(value, 'latin1');

/** A picture of one colour that browsers draw. The header may claim another size than the data has. */
export function png(width = 120, height = 80, colour: readonly number[] = [11, 110, 105]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const isSmall = width * height <= 1_000_000;
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: isSmall ? width : 1 }, () => Buffer.from(colour))]);
  const data = deflateSync(Buffer.concat(Array.from({ length: isSmall ? height : 1 }, () => row)));
  const end = chunk('IEND', Buffer.alloc(0));
  return Buffer.concat([text('\u0089PNG\r\n\u001a\n'), chunk('IHDR', header), chunk('IDAT', data), end]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([text(name), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** Source: PNG specification, annex D. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** The segments up to the one that names the size: 640 by 480. */
export function jpeg(): Buffer {
  const start = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0];
  return Buffer.from([...start, 0xff, 0xc0, 0, 17, 8, 1, 0xe0, 2, 0x80, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xd9]);
}

export function gif(): Buffer {
  return text('GIF89a\u0001\0\u0001\0\0\0\0;');
}

export function webp(): Buffer {
  return text('RIFF\u0020\0\0\0WEBPVP8L\u000d\0\0\0\u002f\u0009\u0040\u0002\0\0\0\0');
}

export function pdf(): Buffer {
  return text('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
}

export function ogg(): Buffer {
  return text(`OggS\0\u0002${'\0'.repeat(22)}OpusHead\u0001\u0001`);
}
