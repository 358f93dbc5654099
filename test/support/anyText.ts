import fc from 'fast-check';

const codePoint = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }),
  fc.integer({ min: 0, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0x10_ffff }),
);

/** Texts of any code points; `fc.string({ unit: 'binary' })` makes a table of all million of them, which takes a second and 100 MB. */
export const anyText = (
  size: { readonly minLength?: number; readonly maxLength?: number } = {},
): fc.Arbitrary<string> => fc.array(codePoint, size).map((codes) => String.fromCodePoint(...codes));
