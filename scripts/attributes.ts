/** Writes `docs/attributes.md` from the attribute definitions; with `--check` only says whether it is what they give. */
import { attributeDocs } from './lib/attributeDocs.js';
import { writeDoc } from './lib/writeDoc.js';

await writeDoc('attributes.md', attributeDocs(), 'src/enrichment/families/');
