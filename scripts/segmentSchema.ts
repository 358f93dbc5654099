/** Writes `schema/segment-definition.json` from the form of definitions; with `--check` only says whether it is what that gives. */
import { segmentSchema } from './lib/segmentSchema.js';
import { writeFormatted } from './lib/writeFormatted.js';

await writeFormatted('schema/segment-definition.json', JSON.stringify(segmentSchema()), 'src/segments/');
