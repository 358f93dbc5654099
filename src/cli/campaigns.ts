import { Command } from 'commander';
import type { CampaignDefinition } from '../campaigns/definition/campaignDefinition.js';
import { plural } from '../lib/text/plural.js';
import { printable } from '../lib/text/printable.js';
import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';
import { listLimits } from '../words/limits.js';
import { PlannedCampaignStatus } from '../words/plannedCampaignWords.js';
import { campaignResultsCommand } from './campaigns/campaignResults.js';
import { runCommand, type CommandScope } from './run.js';
import { campaignConnections, campaignSteps, worldSettings } from './steps/campaignSteps.js';

const name = 'facet campaigns';

/** How many customers are shown of each group. */
function parseSample(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= listLimits.planSample) return Number(text);
  throw new UserError(`--sample is "${shortened(text)}", which is no number from 0 to ${listLimits.planSample}.`);
}

const print = (lines: readonly string[]): void => {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
};

async function printCampaigns(scope: CommandScope): Promise<void> {
  const { findAllCampaigns } = await import('../campaigns/store/readCampaigns.js');
  const campaigns = await findAllCampaigns(await campaignSteps.openScope(scope));
  const lines = campaigns.map(({ id, name: called, type, status, nextDueAt, error }) =>
    [id, called, type, status, nextDueAt === null ? '' : `next ${nextDueAt}`, error ?? ''].map(printable).join('\t'),
  );
  print(lines);
  if (lines.length === 0) scope.progress.say('There are no planned campaigns.');
}

interface PlanOptions {
  readonly sample: number;
  readonly json?: boolean;
}

async function printPlan(scope: CommandScope, id: string, { sample, json = false }: PlanOptions): Promise<void> {
  const { requireCampaign } = await import('../campaigns/verbs/requireCampaign.js');
  const { planDelivery } = await import('../campaigns/plan/planDelivery.js');
  const { planLines } = await import('../campaigns/plan/planLines.js');
  const questions = await campaignSteps.openScope(scope);
  const campaign = await requireCampaign({ scope: questions }, id);
  const plan = await planDelivery(questions, campaign, {
    openMembers: (definition) => campaignSteps.openMembers(questions, definition),
    holdout: scope.config.campaigns.holdout,
    sample,
  });
  print(json ? [JSON.stringify(plan, null, 2)] : planLines(plan));
}

interface ApplyOptions {
  readonly dryRun?: boolean;
}

/** The definition in a YAML or JSON file. */
async function readFileDefinition(file: string): Promise<unknown> {
  const { readFile } = await import('node:fs/promises');
  const { parse } = await import('yaml');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new UserError(`The file ${printable(file)} cannot be read.`, 'FILE_NOT_FOUND');
  }
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new UserError(`The file ${printable(file)} is neither YAML nor JSON: ${printable((error as Error).message)}`);
  }
}

/** Makes the campaign of a file, or its next version; what is so already is left alone. */
async function apply(scope: CommandScope, id: string, file: string, { dryRun = false }: ApplyOptions): Promise<void> {
  const { applyCampaign } = await import('../campaigns/verbs/applyCampaign.js');
  const { checkDestinations } = await import('../delivery/checkDestinations.js');
  const questions = await campaignSteps.openScope(scope);
  const asker = {
    scope: questions,
    openMembers: (definition: CampaignDefinition) => campaignSteps.openMembers(questions, definition),
    checkDestinations: checkDestinations(scope.config.destinations, questions.catalogue),
  };
  const given = { id, definition: await readFileDefinition(file) };
  const author = { name: 'facet campaigns apply', now: scope.now };
  const done = await applyCampaign(asker, given, author, dryRun);
  scope.progress.say(`${dryRun ? 'would be ' : ''}${done}: campaign "${printable(id)}"`);
}

interface RunOptions {
  readonly wait: boolean;
  readonly dryRun?: boolean;
}

/** Says which campaigns a run would deliver, and writes nothing. */
async function printDue(scope: CommandScope): Promise<void> {
  const { findAllCampaigns } = await import('../campaigns/store/readCampaigns.js');
  const campaigns = await findAllCampaigns(await campaignSteps.openScope(scope));
  const due = campaigns.filter(
    ({ status, nextDueAt }) =>
      status === 'DELIVERING' ||
      status === 'ERROR' ||
      (status === 'SCHEDULED' && nextDueAt !== null && new Date(nextDueAt) <= scope.now),
  );
  for (const { name: called, status } of due)
    scope.progress.say(
      `would ${status === PlannedCampaignStatus.SCHEDULED ? 'deliver' : 'go on delivering'} "${printable(called)}"`,
    );
  if (due.length === 0) scope.progress.say('Nothing is due.');
}

async function runDue(scope: CommandScope, { wait, dryRun = false }: RunOptions): Promise<void> {
  if (dryRun) return printDue(scope);
  const { runCampaigns } = await import('../campaigns/run/runCampaigns.js');
  const options = { retry: true, ...(!wait && { waitSeconds: 0 }) };
  const { delivered, failed, waiting } = await runCampaigns(scope, campaignSteps, options);
  scope.progress.say(`deliveries: ${delivered} made, ${failed} failed, ${waiting} under way`);
  if (failed > 0) process.exitCode = 1;
}

const nothingRejected = 'There are no rejected rows that may be sent again.';

/** Sends rejected rows of a campaign again, and says of each delivery what has become of them. */
async function retry(scope: CommandScope, id: string, dryRun: boolean): Promise<void> {
  const { requireCampaign } = await import('../campaigns/verbs/requireCampaign.js');
  const { countResent, resendRejected } = await import('../delivery/resendRejected.js');
  const { status } = await requireCampaign({ scope: await campaignSteps.openScope(scope) }, id);
  if (status === PlannedCampaignStatus.ARCHIVED)
    throw new UserError(`The campaign "${printable(id)}" has been put away: nothing of it is sent again.`);
  if (dryRun) {
    const counted = await countResent(scope, id);
    for (const { deliveryId, rows } of counted)
      scope.progress.say(`delivery ${deliveryId}: ${plural(rows, 'row')} would be sent again`);
    if (counted.length === 0) scope.progress.say(nothingRejected);
    return;
  }
  const resent = await resendRejected(scope, id, await worldSettings());
  for (const { deliveryId, rows, outcome } of resent) {
    const { state, error = '' } = outcome;
    scope.progress.say(`delivery ${deliveryId}: ${plural(rows, 'row')} to be sent again, ${state} ${error}`.trim());
    if (state === 'ERROR') process.exitCode = 1;
  }
  if (resent.length === 0) scope.progress.say(nothingRejected);
}

/** `facet campaigns` */
export function campaignsCommand(): Command {
  const campaigns = new Command('campaigns').description(
    'Planned campaigns: what there is, what is due, who would get what, and what it brought',
  );
  campaigns
    .command('list')
    .description('every planned campaign with its status and when it is due')
    .action(() => runCommand({ name }, printCampaigns));
  campaigns
    .command('plan <id>')
    .description('who would enter, leave, stay and be dropped in a delivery of today; writes nothing')
    .option('--sample <number>', 'how many customers are shown of each group', parseSample, 5)
    .option('--json', 'print the plan as JSON')
    .action((id: string, options: PlanOptions) => runCommand({ name }, (scope) => printPlan(scope, id, options)));
  campaigns
    .command('apply <id> <file>')
    .description('makes the campaign of a YAML or JSON file, or the next version of its definition')
    .option('--dry-run', 'check the file and say what would be done; write nothing')
    .action((id: string, file: string, options: ApplyOptions) =>
      runCommand({ name }, (scope) => apply(scope, id, file, options)),
    );
  campaigns
    .command('run')
    .description('delivers what is due, goes on with what was broken off, and tries again what stands with an error')
    .option('--no-wait', 'end with a failure where another run is under way, rather than wait for it')
    .option('--dry-run', 'say what would be delivered; write nothing')
    .action((options: RunOptions) =>
      runCommand({ name, connections: campaignConnections }, (scope) => runDue(scope, options)),
    );
  campaigns.addCommand(campaignResultsCommand());
  campaigns
    .command('retry <id>')
    .description(
      'sends rejected rows of its deliveries again that may be; goes on with those of a retry that was broken off',
    )
    .option('--dry-run', 'say how many rows would be sent again; send nothing')
    .action((id: string, { dryRun = false }: { readonly dryRun?: boolean }) =>
      runCommand({ name, connections: campaignConnections }, (scope) => retry(scope, id, dryRun)),
    );
  return campaigns;
}
