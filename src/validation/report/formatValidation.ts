import { plural } from '../../lib/text/plural.js';
import { validationStatuses, ValidationStatus } from '../../words/validationWords.js';
import type { CheckResult } from '../run/CheckResult.js';
import type { ValidationFound } from '../ValidationReport.js';
import { counted, figuresText } from './figures.js';
import { sampleText } from './sampleText.js';
import { statusTexts } from './statusTexts.js';
import { thresholdText } from './thresholdText.js';

const sample = ({ keyColumns, sampleKeys }: CheckResult): string[] =>
  sampleKeys.length === 0 ? [] : [`  e.g. ${sampleText(sampleKeys)} (${keyColumns.join(' / ')})`];

/** The lines of a result that was not passed. */
function findingLines(result: CheckResult): string[] {
  const { checkId, table, status, title, failsWhen, remedy } = result;
  const allowed = thresholdText(result);
  return [
    `${statusTexts[status]}: ${checkId} ${table}: ${title}: ${figuresText(result)}${allowed === '' ? '' : `; ${allowed}`}`,
    `  ${failsWhen} ${remedy}`,
    ...sample(result),
  ];
}

const figureLine = (result: CheckResult): string =>
  `figure: ${result.checkId} ${result.table}: ${result.title}: ${figuresText(result)}`;

/** What came of all checks, in one line. */
export function summaryLine({ errors, warnings, passed, results }: ValidationFound): string {
  const count = (status: ValidationStatus): number => results.filter((one) => one.status === status).length;
  const parts = [
    plural(errors, 'error'),
    plural(warnings, 'warning'),
    `${counted(passed)} passed`,
    plural(count(ValidationStatus.REPORTED), 'figure'),
    `${counted(count(ValidationStatus.NOTHING_TO_CHECK))} without rows`,
  ];
  return `${plural(results.length, 'check')}: ${parts.join(', ')}`;
}

/** A report as lines of text for a person: what is worst comes first. */
export function formatValidation(found: ValidationFound): string[] {
  const of = (status: ValidationStatus): CheckResult[] => found.results.filter((one) => one.status === status);
  const bad = validationStatuses
    .filter((status) => status === ValidationStatus.ERROR || status === ValidationStatus.WARNING)
    .toReversed();
  return [
    ...bad.flatMap((status) => of(status).flatMap(findingLines)),
    ...of(ValidationStatus.REPORTED).map(figureLine),
    `${summaryLine(found)}.`,
  ];
}
