import { members, wordList } from './vocabulary.js';

/** What the database holds of an attribute of entities. */
interface AttributeFacts {
  readonly column: string;
  readonly kind: 'text' | 'number' | 'flag';
  /** Whether every entity of the level has it. */
  readonly isRequired?: true;
  /** Its name in filters and groups, which see several levels; by default the name of its field. */
  readonly groupName?: string;
}

interface LevelFacts {
  /** The name of its GraphQL type. */
  readonly type: string;
  /** Of schema `facet`; also the field of the level above that lists the entities. */
  readonly table: string;
  readonly key: string;
  /** The column of their names; null where they have none that could be told. */
  readonly name: string | null;
  /** The column that holds the key of the entity above; null at the top. */
  readonly parent: string | null;
  /** Whether an entity tells the industry that it is of, by way of the levels between. */
  readonly tellsIndustry: boolean;
  /** What else is known of an entity, by the names of its fields. */
  readonly attributes: Readonly<Record<string, AttributeFacts>>;
}

/** The levels, lowest first: entities of one consist of entities of the one before. */
const levels = {
  CUSTOMER: {
    type: 'Customer',
    table: 'customers',
    key: 'customer_id',
    name: null,
    parent: 'account_id',
    tellsIndustry: false,
    attributes: {},
  },
  ACCOUNT: {
    type: 'Account',
    table: 'accounts',
    key: 'account_id',
    name: 'account_name',
    parent: 'contract_id',
    tellsIndustry: true,
    attributes: {
      /** Whether it is an account that is looked after closely. */
      isKeyAccount: { column: 'is_key_account', kind: 'flag', isRequired: true },
      /** How many people it employs. */
      nEmployees: { column: 'n_employees', kind: 'number', groupName: 'accountEmployees' },
    },
  },
  CONTRACT: {
    type: 'Contract',
    table: 'contracts',
    key: 'contract_id',
    name: 'contract_name',
    parent: 'company_id',
    tellsIndustry: true,
    attributes: {},
  },
  COMPANY: {
    type: 'Company',
    table: 'companies',
    key: 'company_id',
    name: 'company_name',
    parent: 'industry_id',
    tellsIndustry: true,
    attributes: {
      /** As the source writes it. */
      country: { column: 'country', kind: 'text' },
      /** How many people it employs. */
      nEmployees: { column: 'n_employees', kind: 'number', groupName: 'companyEmployees' },
    },
  },
  INDUSTRY: {
    type: 'Industry',
    table: 'industries',
    key: 'industry_id',
    name: 'industry_name',
    parent: null,
    tellsIndustry: false,
    attributes: {},
  },
} as const satisfies Readonly<Record<string, LevelFacts>>;

/** The facts of each level as they are spelled, for types that are made of them. */
export type Levels = typeof levels;

/** What metrics are about: `CUSTOMER`, `ACCOUNT`, `CONTRACT`, `COMPANY` or `INDUSTRY`. */
export type AggregationLevel = keyof Levels;

/** The levels whose entities have names. */
export type NamedLevel = { [L in AggregationLevel]: Levels[L]['name'] extends null ? never : L }[AggregationLevel];

interface ValuesByKind {
  readonly text: string;
  readonly number: number;
  readonly flag: boolean;
}

/** The value of an attribute of entities, from its facts; null too where not every entity has it. */
export type AttributeValue<F> = F extends { readonly kind: infer K extends keyof ValuesByKind }
  ? ValuesByKind[K] | (F extends { readonly isRequired: true } ? never : null)
  : never;

type InCapitals = { readonly [L in AggregationLevel]: L };
type InSmallLetters = { readonly [L in AggregationLevel as Lowercase<L>]: L };

/** The levels as members, in the spelling of the graph and in small letters: `AggregationLevel.account` is `ACCOUNT`. */
export const AggregationLevel: InCapitals & InSmallLetters = Object.freeze({
  ...(Object.fromEntries(wordList(levels).map((level) => [level.toLowerCase(), level])) as InSmallLetters),
  ...members(wordList(levels)),
});

/** The levels of aggregation, lowest first. */
export const aggregationLevels: readonly AggregationLevel[] = wordList(levels);

/** The tables of entities. */
export type EntityTable = Levels[AggregationLevel]['table'];

/** How entities of each level are kept. */
export const levelFacts: Readonly<Record<AggregationLevel, LevelFacts & { readonly table: EntityTable }>> = levels;

/** The place of a level, from 0 at the bottom. */
export const levelPlace = (level: AggregationLevel): number => aggregationLevels.indexOf(level);

/** The level whose entities those of a level consist of; undefined at the bottom. */
export const levelBelow = (level: AggregationLevel): AggregationLevel | undefined =>
  aggregationLevels[levelPlace(level) - 1];

/** The level whose entities consist of those of a level; undefined at the top. */
export const levelAbove = (level: AggregationLevel): AggregationLevel | undefined =>
  aggregationLevels[levelPlace(level) + 1];

/** The level and those below it, from the top. */
export const levelsFrom = (level: AggregationLevel): AggregationLevel[] =>
  aggregationLevels.slice(0, levelPlace(level) + 1).toReversed();

/** The levels below a level, from the top. */
export const levelsBelow = (level: AggregationLevel): AggregationLevel[] => levelsFrom(level).slice(1);

/** The levels above a level, lowest first. */
export const levelsAbove = (level: AggregationLevel): readonly AggregationLevel[] =>
  aggregationLevels.slice(levelPlace(level) + 1);
