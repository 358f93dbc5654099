/** Writes `docs/errors.md` from the codes of errors; with `--check` only says whether it is what they give. */
import { errorDocs } from './lib/errorDocs.js';
import { writeDoc } from './lib/writeDoc.js';

await writeDoc('errors.md', errorDocs(), 'src/words/errors/');
