import { Command } from 'commander';
import { printable } from '../../lib/text/printable.js';
import { shortened } from '../../lib/text/shortened.js';
import { UserError } from '../../lib/errors/UserError.js';
import { parseDay } from '../days.js';
import { runCommand, type CommandScope } from '../run.js';
import { campaignSteps } from '../steps/campaignSteps.js';

interface ResultOptions {
  readonly days: number;
  readonly from?: string;
  readonly to?: string;
  readonly currency?: string;
  readonly json?: boolean;
}

function parseDays(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UserError(`--days is "${shortened(text)}", which is no number of days.`);
}

async function printResults(scope: CommandScope, id: string, { json = false, ...given }: ResultOptions): Promise<void> {
  const { checkKey } = await import('../../lib/checks/checkKey.js');
  const { checkMeasurement } = await import('../../results/checkMeasurement.js');
  const { findCampaignResults } = await import('../../results/findResults.js');
  const { resultLines } = await import('../../results/resultLines.js');
  const questions = await campaignSteps.openScope(scope);
  const question = { measured: checkMeasurement(questions, given), asked: { money: true, redemptions: true } };
  const [results] = await findCampaignResults(questions, [checkKey(id, 'id')], question);
  if (results === undefined || results instanceof UserError) throw results ?? new TypeError('There are no results');
  const lines = json ? [JSON.stringify(results, null, 2)] : resultLines(results);
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  else scope.progress.say(`No campaign "${printable(id)}" was sent to anybody in that time.`);
}

/** `facet campaigns results` */
export const campaignResultsCommand = (): Command =>
  new Command('results')
    .argument('<id>')
    .description('what customers of a campaign, planned or imported, bought, against control')
    .option('--days <number>', 'days from the launch on that orders count', parseDays, 7)
    .option('--from <day>', 'only what ran from this day on', parseDay)
    .option('--to <day>', 'only what ran up to this day', parseDay)
    .option('--currency <code>', 'count the orders of this currency alone')
    .option('--json', 'print the results as JSON')
    .action((id: string, options: ResultOptions) =>
      runCommand({ name: 'facet campaigns' }, (scope) => printResults(scope, id, options)),
    );
