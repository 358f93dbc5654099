import { expect, it } from '@jest/globals';
import { hashText } from '../../../src/lib/text/hashText.js';

// By `printf abc | sha256sum`, and the same of "é" in UTF-8.
it.each([
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['é', '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c'],
])('the hash of %s', (text, hash) => expect(hashText(text)).toBe(hash));
