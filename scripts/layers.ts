/** Writes the layers into `docs/architecture.md`, as `test/contract/rules/layerFaults.ts` names them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/lib/process/packageRoot.js';
import { layers } from '../test/contract/rules/layerFaults.js';
import { layerList, withLayers } from '../test/contract/rules/layerList.js';

const file = join(packageRoot, 'docs', 'architecture.md');
writeFileSync(file, withLayers(readFileSync(file, 'utf8'), layerList(layers)));
