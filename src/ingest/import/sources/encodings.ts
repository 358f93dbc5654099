import { UserError } from '../../../lib/errors/UserError.js';

/** A piece of a file's text; never cuts a character in two. */
export interface TextChunk {
  readonly text: string;
  /** False where bytes that are none of the encoding's were replaced by U+FFFD. */
  readonly valid: boolean;
  /** Default: UTF-8. */
  readonly encoding?: string | undefined;
}

/** The fault of a row or a line with bytes that are invalid in its encoding. */
export const badBytes = (encoding = 'UTF-8'): string => `is not valid ${encoding}`;

/** Decodes the bytes of one file, piece by piece. */
export interface Decoder {
  readonly write: (bytes: Buffer, isLast: boolean) => TextChunk;
}

const singleByte =
  /^(?:windows-(?:125[0-8]|874)|iso-8859-(?:[1-9]|1[0345])|koi8-[ru]|macintosh|x-mac-cyrillic|ibm866)$/;

const others = /^(?:shift_jis|euc-jp|gbk|gb18030|big5|euc-kr|utf-8|utf-16|utf-16le|utf-16be)$/;

/** Whether files can be read in an encoding, whose name is in lower case. */
export const isEncoding = (name: string): boolean => singleByte.test(name) || others.test(name);

/** Bytes 0x80 to 0x9F of windows-1252, which Node's own decoder takes for those of iso-8859-1 in some versions. */
const windows1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';

/** Controls above ASCII, and private use but for Apple's logo: what Node's decoders make of bytes without a character. */
const isNone = (unit: number): boolean => (unit >= 0x80 && unit < 0xa0) || (unit >= 0xe000 && unit < 0xf8ff);

/** The code unit of each byte; U+FFFD where it has none that a text has. */
function unitsOf(encoding: string): Uint16Array {
  const decoder = encoding === 'iso-8859-1' || encoding === 'windows-1252' ? undefined : new TextDecoder(encoding);
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    // Node takes three control characters of ibm866 for one another.
    if (byte < 0x80) return byte;
    const isUpperControl = byte < 0xa0;
    if (isUpperControl && encoding.startsWith('iso-')) return 0xfffd;
    if (isUpperControl && encoding === 'windows-1252') return windows1252.charCodeAt(byte - 0x80);
    const unit = decoder?.decode(Uint8Array.of(byte)).charCodeAt(0) ?? byte;
    return isNone(unit) ? 0xfffd : unit;
  });
}

function singleByteDecoder(encoding: string): Decoder {
  const units = unitsOf(encoding);
  return {
    write(bytes) {
      const text = new Uint16Array(bytes.length);
      let valid = true;
      for (let at = 0; at < bytes.length; at += 1) {
        const unit = units[bytes[at] ?? 0] ?? 0xfffd;
        if (unit === 0xfffd) valid = false;
        text[at] = unit;
      }
      return { text: Buffer.from(text.buffer).toString('utf16le'), valid, encoding };
    },
  };
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

function utf16Decoder(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  let rest: Buffer = Buffer.alloc(0);
  return {
    write(bytes, isLast) {
      const all = Buffer.concat([rest, bytes]);
      let end = all.length - (all.length % 2);
      if (encoding === 'utf-16be') all.subarray(0, end).swap16();
      if (!isLast && end > 0 && isHighSurrogate(all.readUInt16LE(end - 2))) end -= 2;
      const text = all.toString('utf16le', 0, end) + (isLast && all.length > end ? '\uFFFD' : '');
      rest = Buffer.from(all.subarray(end));
      // The bytes that are left go back to the order they came in.
      if (encoding === 'utf-16be' && rest.length >= 2) rest.subarray(0, 2).swap16();
      const valid = text.isWellFormed() && !(isLast && all.length > end);
      return { text: text.toWellFormed(), valid, encoding };
    },
  };
}

function streamDecoder(encoding: string): Decoder {
  const decoder = new TextDecoder(encoding);
  return {
    write(bytes, isLast) {
      const text = decoder.decode(bytes, { stream: !isLast });
      return { text, valid: !text.includes('\uFFFD'), encoding };
    },
  };
}

const marks: readonly (readonly [mark: string, encoding: string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe0000', 'utf-32le'],
  ['0000feff', 'utf-32be'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/** The encoding of the byte order mark at the beginning of a file; undefined where there is none. */
const markedEncoding = (first: Buffer): string | undefined => {
  const hex = first.subarray(0, 4).toString('hex');
  return marks.find(([mark]) => hex.startsWith(mark))?.[1];
};

/**
 * The encoding of a file by its first bytes and by what its config declares. Throws a `UserError`, which has `name`,
 * where the two do not agree, and for UTF-32.
 */
export function encodingOf(first: Buffer, declared: string | undefined, name: string): string {
  const marked = markedEncoding(first);
  if (marked === undefined) return declared === 'utf-16' ? 'utf-16le' : (declared ?? 'utf-8');
  if (marked.startsWith('utf-32')) throw new UserError(`${name} is ${marked}; save it as UTF-8.`, 'BAD_FILE');
  if (declared !== undefined && declared !== marked && !(declared === 'utf-16' && marked.startsWith(declared)))
    throw new UserError(
      `${name} begins with the mark of ${marked}, but its encoding is said to be ${declared}.`,
      'BAD_FILE',
    );
  return marked;
}

/** A decoder of any encoding but UTF-8. */
export function createDecoder(encoding: string): Decoder {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16Decoder(encoding);
  return singleByte.test(encoding) ? singleByteDecoder(encoding) : streamDecoder(encoding);
}
