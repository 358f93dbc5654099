/** Writes `docs/attributes.md` from the attribute definitions; with `--check` only says whether it is what they give. */
import { attributeDocs } from './lib/attributeDocs.js';
import { writeFormatted } from './lib/writeFormatted.js';

await writeFormatted('docs/attributes.md', attributeDocs(), 'src/enrichment/families/');
