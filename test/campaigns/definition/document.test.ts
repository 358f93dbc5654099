import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { readDefinition } from '../../../src/campaigns/definition/readDefinition.js';
import { treatmentsOf } from '../../../src/campaigns/definition/treatmentsOf.js';
import { packageRoot } from '../../../src/lib/process/packageRoot.js';
import { dropReasons, plannedCampaignStatuses } from '../../../src/words/plannedCampaignWords.js';

const text = readFileSync(join(packageRoot, 'docs', 'planned-campaigns.md'), 'utf8');

it('docs/planned-campaigns.md shows a definition that can be kept', () => {
  const [, example = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
  expect(treatmentsOf(readDefinition(JSON.parse(example))).map(({ treatmentId }) => treatmentId)).toEqual([
    'Germany/Control',
    'Germany/Voucher',
    'Germany/Catalogue',
    'Remaining/Control',
    'Remaining/Voucher',
  ]);
});

it('docs/planned-campaigns.md tells of every reason in the order in which they are tried, and of every status', () => {
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` /gm)].map(([, word]) => word);
  expect(rows).toEqual([...dropReasons, ...plannedCampaignStatuses]);
});
