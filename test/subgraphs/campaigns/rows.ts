import type { NamesByType } from '../../contract/rules/sourceFaults.js';
import { planRows } from './plans/planRows.js';
import { resultRows } from './results/resultRows.js';
import { targetingRows } from './targetings/targetingRows.js';

/** The keys of the rows that stand behind the types of campaigns. */
export const campaignRows: NamesByType = { ...planRows, ...targetingRows, ...resultRows };
