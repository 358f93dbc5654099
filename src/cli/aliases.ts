import { Command, Option } from 'commander';
import type { ChangesFor } from '../catalogue/changeCatalogue.js';
import type { AddAlias } from '../catalogue/changes.js';
import { printable } from '../lib/text/printable.js';
import { dataTypeNames } from '../words/dataTypes.js';
import { declaredClasses } from '../words/piiClasses.js';
import { runCommand, type CommandScope } from './run.js';
import { parseDay } from './days.js';

const name = 'facet aliases';

interface DryRun {
  readonly dryRun?: boolean;
}

/** Says what was changed before the views follow, which may wait for their readers. */
async function change(scope: CommandScope, changesFor: ChangesFor, { dryRun = false }: DryRun): Promise<void> {
  const { changingCatalogue } = await import('../bi/changingCatalogue.js');
  const { changeNames } = await import('../enrichment/reservedNames.js');
  const work = async (inner: CommandScope): Promise<void> => {
    const plans = await changeNames(inner, changesFor, { dryRun });
    for (const { sentence } of plans) inner.progress.say(dryRun ? `would be: ${sentence}` : sentence);
    if (plans.length === 0) inner.progress.say('Nothing to change.');
  };
  await changingCatalogue(scope, work, { dryRun });
}

/** The definitions of the calculated attributes of a configuration. */
async function definitionsOf({ config }: CommandScope) {
  const { createRegistry } = await import('../enrichment/families/registry.js');
  return createRegistry(config).definitions;
}

async function printAliases({ client }: CommandScope, asOf: string | undefined): Promise<void> {
  const { readCatalogue } = await import('../catalogue/readCatalogue.js');
  const { attributeIndexes, attributeIndexName } = await import('../catalogue/attributeIndex.js');
  const { describeRange, holdsOn } = await import('../catalogue/meaning.js');
  const { meanings } = await readCatalogue(client);
  const shown = asOf === undefined ? meanings : meanings.filter((meaning) => holdsOn(meaning, asOf));
  const indexes = await attributeIndexes(client);
  for (const meaning of shown) {
    const indexed = indexes.has(attributeIndexName(meaning)) ? ', indexed' : '';
    const former = meaning.formerNames.length === 0 ? '' : ` (formerly ${meaning.formerNames.join(', ')})`;
    const unit = meaning.unit === null ? '' : `, ${meaning.unit}`;
    const name = `${meaning.alias}${former}`;
    const type = `${meaning.dataType}${unit}${indexed}`;
    const parts = [meaning.slot, name, type, describeRange(meaning), meaning.description];
    process.stdout.write(`${parts.map(printable).join('\t')}\n`);
  }
}

const dryRun = ['--dry-run', 'check everything, say what would happen, write nothing'] as const;

const defineList = (aliases: Command): Command =>
  aliases
    .command('list')
    .description('every meaning, or those of one day')
    .option('--as-of <day>', 'only the meanings that hold on this day', parseDay)
    .action(({ asOf }: { asOf?: string }) => runCommand({ name }, (scope) => printAliases(scope, asOf)));

const defineAdd = (aliases: Command): Command =>
  aliases
    .command('add <alias>')
    .description('gives a slot a new meaning')
    .addOption(new Option('--type <type>', 'what its values are').choices(dataTypeNames))
    .option('--definition <name>', 'the calculated attribute that fills it; gives type, unit and description')
    .addOption(new Option('--metric <name>', 'the former name of --definition').conflicts('definition').hideHelp())
    .option('--slot <slot>', 'e.g. FIELD153 (default: the next free one)')
    .option('--description <text>', 'what the value says')
    .option('--unit <unit>', 'e.g. count, days, EUR')
    .option('--category <name>', 'the group it is shown in')
    .option('--pii-class <class>', declaredClasses.join(', '))
    .option(
      '--from <day>',
      'first day it holds (default: all days for a new slot and name, else the day after the newest snapshot)',
      parseDay,
    )
    .option(...dryRun)
    .action(
      (
        alias: string,
        {
          metric,
          definition = metric,
          ...options
        }: Omit<AddAlias, 'kind' | 'alias' | 'dataType'> & { metric?: string; type?: AddAlias['dataType'] } & DryRun,
      ) =>
        runCommand({ name }, async (scope) => {
          const { toAddition } = await import('../catalogue/configuredChanges.js');
          const definitions = await definitionsOf(scope);
          const { currency } = scope.config.orders;
          await change(scope, () => [toAddition({ alias, definition, ...options }, definitions, currency)], options);
        }),
    );

const defineRename = (aliases: Command): Command =>
  aliases
    .command('rename <alias> <new-alias>')
    .description('gives a meaning a new name; the old one still answers, deprecated')
    .option(...dryRun)
    .action((from: string, to: string, options: DryRun) =>
      runCommand({ name }, (scope) => change(scope, () => [{ kind: 'rename', from, to }], options)),
    );

const defineClassify = (aliases: Command): Command =>
  aliases
    .command('classify <alias> <class>')
    .description(`says how closely its values point at a person: ${declaredClasses.join(', ')}`)
    .option(...dryRun)
    .action((alias: string, piiClass: string, options: DryRun) =>
      runCommand({ name }, (scope) => change(scope, () => [{ kind: 'classify', of: alias, piiClass }], options)),
    );

const defineRetire = (aliases: Command): Command =>
  aliases
    .command('retire <alias>')
    .description('ends a meaning, or takes a former name away')
    .option('--on <day>', 'first day without it (default: the day after the newest snapshot)', parseDay)
    .option(...dryRun)
    .action((alias: string, options: DryRun & { on?: string }) =>
      runCommand({ name }, (scope) => change(scope, () => [{ kind: 'retire', alias, on: options.on }], options)),
    );

const defineApply = (aliases: Command): Command =>
  aliases
    .command('apply')
    .description('does what "aliases:" in the config file (FACET_CONFIG) says; what is so already is left alone')
    .option(...dryRun)
    .action((options: DryRun) =>
      runCommand({ name }, async (scope) => {
        const { configuredChanges } = await import('../catalogue/configuredChanges.js');
        const definitions = await definitionsOf(scope);
        await change(scope, (catalogue) => configuredChanges(scope.config, definitions, catalogue), options);
      }),
    );

const defineHeal = (aliases: Command): Command =>
  aliases
    .command('heal')
    .description('gives attributes whose name another alias has a free one, such as AGE_2; the other keeps its name')
    .option(...dryRun)
    .action((options: DryRun) =>
      runCommand({ name }, async (scope) => {
        const { healingChanges } = await import('../enrichment/syncCatalogue.js');
        await change(scope, healingChanges(scope.config), options);
      }),
    );

const defineIndex = (aliases: Command): Command =>
  aliases
    .command('index <alias>')
    .description(
      'builds the index by which customers are read in the order of its values; may be run again at any time',
    )
    .option('--drop', 'drops the index')
    .option(...dryRun)
    .action((alias: string, options: DryRun & { drop?: boolean }) =>
      runCommand({ name }, async (scope) => {
        const { indexAttribute } = await import('../catalogue/attributeIndex.js');
        await indexAttribute(scope, alias, options);
      }),
    );

/** `facet aliases list | add | rename | retire | apply | heal | index` */
export function aliasesCommand(): Command {
  const aliases = new Command('aliases').description(
    'The catalogue: which generic column means what, from when to when',
  );
  for (const define of [
    defineList,
    defineAdd,
    defineRename,
    defineClassify,
    defineRetire,
    defineApply,
    defineHeal,
    defineIndex,
  ])
    define(aliases);
  return aliases;
}
