import { createCatalogue, type Catalogue } from '../../src/catalogue/catalogue.js';
import type { AddAlias } from '../../src/catalogue/changes.js';
import type { FieldMeaning } from '../../src/catalogue/meaning.js';
import { planChange, type Plan, type PlanFacts } from '../../src/catalogue/plan.js';
import type { CatalogueChange } from '../../src/catalogue/changes.js';

type Given = Partial<FieldMeaning> & Pick<FieldMeaning, 'slot' | 'alias'>;

const typeOf = (slot: string) =>
  slot.startsWith('STR')
    ? 'text'
    : slot.startsWith('FIELD')
      ? 'decimal'
      : slot.startsWith('DATE')
        ? 'date'
        : 'datetime';

/** A catalogue of meanings that hold on all days unless told otherwise. */
export const catalogueOf = (...given: readonly Given[]): Catalogue =>
  createCatalogue(
    1,
    given.map((meaning, index) => ({
      fieldId: index + 1,
      formerNames: [],
      dataType: typeOf(meaning.slot),
      unit: null,
      description: 'A value.',
      category: null,
      piiClass: null,
      definition: null,
      validFrom: null,
      validTo: null,
      ...meaning,
    })),
  );

/** Snapshots of January to March are kept; today is one day on. */
export const facts: PlanFacts = { today: '2026-04-01', oldestDay: '2026-01-01', newestDay: '2026-03-31' };

export const noDays: PlanFacts = { today: '2026-04-01', oldestDay: null, newestDay: null };

export const add = (alias: string, rest: Partial<AddAlias> = {}): AddAlias => ({
  kind: 'add',
  alias,
  dataType: 'decimal',
  description: 'A value.',
  ...rest,
});

export const rename = (from: string, to: string) => ({ kind: 'rename' as const, from, to });

export const retire = (alias: string, on?: string) => ({ kind: 'retire' as const, alias, on });

/** What the plan writes. */
export const written = (plan: Plan): Partial<FieldMeaning> | undefined =>
  'meaning' in plan ? plan.meaning : undefined;

export const planned = (catalogue: Catalogue, change: CatalogueChange, given = facts) =>
  written(planChange(catalogue, change, given));
