import { Command, Option } from 'commander';
import { refreshViews } from '../bi/refreshViews.js';
import { attributeIndexes, attributeIndexName, indexAttribute } from '../catalogue/attributeIndex.js';
import type { ChangesFor } from '../catalogue/changeCatalogue.js';
import type { AddAlias } from '../catalogue/changes.js';
import { configuredChanges, toAddition } from '../catalogue/configuredChanges.js';
import { dataTypeNames } from '../catalogue/dataTypes.js';
import { describeRange, holdsOn } from '../catalogue/meaning.js';
import { readCatalogue } from '../catalogue/readCatalogue.js';
import { createRegistry } from '../enrichment/registry.js';
import { changeNames } from '../enrichment/reservedNames.js';
import { healingChanges } from '../enrichment/syncCatalogue.js';
import { printable } from '../lib/printable.js';
import { runCommand, type CommandScope } from './run.js';
import { parseDay } from './days.js';

const name = 'facet aliases';

interface DryRun {
  readonly dryRun?: boolean;
}

async function change(scope: CommandScope, changesFor: ChangesFor, { dryRun = false }: DryRun): Promise<void> {
  const { sql, progress } = scope;
  const plans = await changeNames(scope, changesFor, { dryRun });
  for (const { sentence } of plans) progress.say(dryRun ? `would be: ${sentence}` : sentence);
  if (plans.length === 0) progress.say('Nothing to change.');
  if (!dryRun) await refreshViews(sql);
}

async function printAliases({ sql }: CommandScope, asOf: string | undefined): Promise<void> {
  const { meanings } = await readCatalogue(sql);
  const shown = asOf === undefined ? meanings : meanings.filter((meaning) => holdsOn(meaning, asOf));
  const indexes = await attributeIndexes(sql);
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

/** `facet aliases list | add | rename | retire | apply | heal | index` */
export function aliasesCommand(): Command {
  const aliases = new Command('aliases').description(
    'The catalogue: which generic column means what, from when to when',
  );
  aliases
    .command('list')
    .description('every meaning, or those of one day')
    .option('--as-of <day>', 'only the meanings that hold on this day', parseDay)
    .action(({ asOf }: { asOf?: string }) => runCommand({ name }, (scope) => printAliases(scope, asOf)));
  aliases
    .command('add <alias>')
    .description('gives a slot a new meaning')
    .addOption(new Option('--type <type>', 'what its values are').choices(dataTypeNames))
    .option('--metric <name>', 'the metric definition that fills it; gives type, unit and description')
    .option('--slot <slot>', 'e.g. FIELD153 (default: the next free one)')
    .option('--description <text>', 'what the value says')
    .option('--unit <unit>', 'e.g. count, days, EUR')
    .option('--category <name>', 'the group it is shown in')
    .option('--pii-class <class>', 'IDENTITY, CONTACT, LOCATION or DEMOGRAPHIC')
    .option(
      '--from <day>',
      'first day it holds (default: all days for a new slot and name, else the day after the newest snapshot)',
      parseDay,
    )
    .option(...dryRun)
    .action(
      (
        alias: string,
        options: Omit<AddAlias, 'kind' | 'alias' | 'dataType'> & { type?: AddAlias['dataType'] } & DryRun,
      ) =>
        runCommand({ name }, (scope) =>
          change(
            scope,
            () => [
              toAddition({ alias, ...options }, createRegistry(scope.config).definitions, scope.config.orders.currency),
            ],
            options,
          ),
        ),
    );
  aliases
    .command('rename <alias> <new-alias>')
    .description('gives a meaning a new name; the old one still answers, deprecated')
    .option(...dryRun)
    .action((from: string, to: string, options: DryRun) =>
      runCommand({ name }, (scope) => change(scope, () => [{ kind: 'rename', from, to }], options)),
    );
  aliases
    .command('retire <alias>')
    .description('ends a meaning, or takes a former name away')
    .option('--on <day>', 'first day without it (default: the day after the newest snapshot)', parseDay)
    .option(...dryRun)
    .action((alias: string, options: DryRun & { on?: string }) =>
      runCommand({ name }, (scope) => change(scope, () => [{ kind: 'retire', alias, on: options.on }], options)),
    );
  aliases
    .command('apply')
    .description('does what "aliases:" in the config file (FACET_CONFIG) says; what is so already is left alone')
    .option(...dryRun)
    .action((options: DryRun) =>
      runCommand({ name }, (scope) =>
        change(
          scope,
          (catalogue) => configuredChanges(scope.config, createRegistry(scope.config).definitions, catalogue),
          options,
        ),
      ),
    );
  aliases
    .command('heal')
    .description('gives metrics whose name another alias has a free one, such as AGE_2; the other keeps its name')
    .option(...dryRun)
    .action((options: DryRun) => runCommand({ name }, (scope) => change(scope, healingChanges(scope.config), options)));
  aliases
    .command('index <alias>')
    .description(
      'builds the index by which customers are read in the order of its values; may be run again at any time',
    )
    .option('--drop', 'drops the index')
    .option(...dryRun)
    .action((alias: string, options: DryRun & { drop?: boolean }) =>
      runCommand({ name }, (scope) => indexAttribute(scope, alias, options)),
    );
  return aliases;
}
