import { testRandomActivity } from '../enrichment/activity/randomActivity.js';
import { testRandomChanges } from '../enrichment/values/randomChanges.js';
import { testRandomLinks } from '../ingest/link/randomLinks.js';

// `npm test` takes the first seed of each.
testRandomActivity([2, 3, 4]);
testRandomChanges([2, 3, 4, 5]);
testRandomLinks([18, 19, 20], 40);
