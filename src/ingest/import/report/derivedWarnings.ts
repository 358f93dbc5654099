import type { Sql } from '../../../db/client.js';
import {
  countDiscarded,
  mergedCustomers,
  movedIdentifiers,
  sharedIdentifiers,
  spelledIdentifiers,
  type IdentifierFinding,
} from '../../derive/index.js';
import type { ImportWarning } from './importReport.js';

const bySystem = (findings: readonly IdentifierFinding[], about: string, text: string): ImportWarning[] => {
  if (findings.length === 0) return [];
  const listed = findings.map(({ system, count }) => `${system}: ${count}`).join(', ');
  return [
    {
      about,
      text: `${text} (${listed})`,
      examples: findings.flatMap(({ system, examples }) => examples.map((one) => `${system} ${one}`)).slice(0, 5),
    },
  ];
};

async function identifierWarnings(client: Sql): Promise<ImportWarning[]> {
  const merged = await mergedCustomers(client);
  const { count, several, examples } = await spelledIdentifiers(client);
  const spelled = `e-mail addresses are written in several ways that differ in case alone: ${count} (of several customers: ${several})`;
  return [
    ...bySystem(
      await sharedIdentifiers(client),
      'shared',
      'some identifiers belong to more than one customer, so a look-up by them is refused',
    ),
    ...bySystem(await movedIdentifiers(client), 'moved', 'some identifiers went from one customer to another'),
    ...(merged.count === 0
      ? []
      : [
          {
            about: 'merged',
            text: `customers are gone whose identifiers others have now: ${merged.count}`,
            examples: merged.examples,
          },
        ]),
    ...(count === 0 ? [] : [{ about: 'spelled', text: spelled, examples }]),
  ];
}

/**
 * Warnings about the customers and identifiers that were derived in this transaction: values that were discarded, and
 * identifiers that are shared, have moved, or are written in several ways.
 */
export async function derivedWarnings(client: Sql): Promise<readonly ImportWarning[]> {
  const discarded = (await countDiscarded(client)).map(({ kind, reason, count, examples }) => ({
    about: `discarded ${kind} ${reason}`,
    text: `values of source records that customers do not have ("facet discarded" lists them): ${kind} that ${reason}: ${count}`,
    examples,
  }));
  return [...discarded, ...(await identifierWarnings(client))];
}
