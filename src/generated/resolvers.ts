import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CustomerRow, CustomerConnectionRow, NodeRow } from '../subgraphs/customers/shape.js';
import type { CustomerAggregateRow, CustomerAggregateConnectionRow } from '../subgraphs/customers/aggregates/shape.js';
import type { CustomerProfileRow } from '../subgraphs/customers/profile/shape.js';
import type { AttributeRow } from '../subgraphs/customers/profile/attributes.js';
import type { FieldAliasRow } from '../subgraphs/aliases/shape.js';
import type { RequestContext } from '../context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole number that may be larger than 2^53. */
  BigInt: { input: string; output: string; }
  /** A day of the calendar, `YYYY-MM-DD`. */
  Date: { input: string; output: string; }
  /** An instant, ISO 8601 in UTC, to the microsecond. */
  DateTime: { input: string; output: string; }
  /**
   * An exact decimal number, carried as a string. A number is taken too as it is written in a document; in JSON only a whole number
   * up to 2^53 or one of at most 15 digits, because others may not have been kept exactly.
   */
  Decimal: { input: string; output: string; }
  /** An e-mail address. */
  EmailAddress: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** What can be worked out of the values of a group. Missing values do not count. */
export type AggregateMeasure =
  /** The average of numbers. */
  | 'AVERAGE'
  /** How many customers: of no value. */
  | 'COUNT'
  /** How many different values. */
  | 'DISTINCT'
  /** The greatest of numbers, texts, days or instants. */
  | 'MAXIMUM'
  /** The smallest of numbers, texts, days or instants. */
  | 'MINIMUM'
  /** The sum of numbers. */
  | 'SUM';

/** The net change of one attribute between two days. */
export type AttributeChange = {
  /** The value at the end, as text; null where there is none. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** The value at the beginning, as text; null where there was none. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** The first day after the beginning on which the value was another. */
  readonly firstChangedOn: Scalars['Date']['output'];
  /** The alias of the attribute; the slot's own name where a slot was asked for. */
  readonly name: Scalars['String']['output'];
};

/** A condition on one attribute: its name, and the one filter that is for its type. */
export type AttributeFilter = {
  /** For `DATE`. */
  readonly date?: InputMaybe<DateFilter>;
  /** For `DATETIME`. */
  readonly dateTime?: InputMaybe<DateTimeFilter>;
  /** For `BOOLEAN`. */
  readonly flag?: InputMaybe<FlagFilter>;
  /** The alias, a former name or the slot, in any case. */
  readonly name: Scalars['String']['input'];
  /** For `INTEGER`, `BIGINT`, `DECIMAL` and `FLOAT`. */
  readonly number?: InputMaybe<NumberFilter>;
  /** For `TEXT`. */
  readonly text?: InputMaybe<TextFilter>;
};

/** What kind of value an attribute holds. */
export type AttributeType =
  /** A whole number. */
  | 'BIGINT'
  /** True or false. */
  | 'BOOLEAN'
  /** A day. */
  | 'DATE'
  /** An instant. */
  | 'DATETIME'
  /** An exact decimal number of up to four places. */
  | 'DECIMAL'
  /** A measure. */
  | 'FLOAT'
  /** A whole number of up to 32 bits. */
  | 'INTEGER'
  /** Text. */
  | 'TEXT';

/** A person known to the company, merged from the records of its sources. */
export type Customer = Node & {
  /** Key of the business account the customer buys for. */
  readonly accountId?: Maybe<Scalars['ID']['output']>;
  /** The postal address, taken whole from one source record. */
  readonly address?: Maybe<PostalAddress>;
  /** Date of birth. */
  readonly birthdate?: Maybe<Scalars['Date']['output']>;
  /** Employer or business. */
  readonly company?: Maybe<Scalars['String']['output']>;
  /** When a source first recorded the customer. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The best e-mail address known. */
  readonly email?: Maybe<Scalars['EmailAddress']['output']>;
  /** The full name as given, else made from first and last name. */
  readonly fullName?: Maybe<Scalars['String']['output']>;
  /** Gender, as the source writes it. */
  readonly gender?: Maybe<Scalars['String']['output']>;
  /** What follows the name, e.g. `Jr`. */
  readonly generationalSuffix?: Maybe<Scalars['String']['output']>;
  /** First name. */
  readonly givenName?: Maybe<Scalars['String']['output']>;
  /** The business key: the customer's number as the company's own systems give it. */
  readonly id: Scalars['ID']['output'];
  /** Loyalty programme identifier. */
  readonly loyaltyId?: Maybe<Scalars['String']['output']>;
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
  /** The best phone number known, as the source writes it. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** The snapshot of the newest complete day on or before the date, else of the newest day; null where there is none. */
  readonly profile?: Maybe<CustomerProfile>;
  /** What is different at the end of a stretch of days from its beginning, in the order of names. */
  readonly profileChanges: ReadonlyArray<AttributeChange>;
  /** The snapshots of the customer, oldest first, a page at a time. */
  readonly profiles: CustomerProfileConnection;
  /** How many source records were merged into this customer. */
  readonly sourceRecords: Scalars['Int']['output'];
  /** Last name. */
  readonly surname?: Maybe<Scalars['String']['output']>;
  /** Form of address, e.g. `Dr`. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** When a source last changed a record of the customer. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
};


/** A person known to the company, merged from the records of its sources. */
export type CustomerProfileArgs = {
  date?: InputMaybe<Scalars['Date']['input']>;
};


/** A person known to the company, merged from the records of its sources. */
export type CustomerProfileChangesArgs = {
  from: Scalars['Date']['input'];
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  to: Scalars['Date']['input'];
};


/** A person known to the company, merged from the records of its sources. */
export type CustomerProfilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};

/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregate = {
  /** The average of numbers, rounded to ten decimal places, halves away from zero; null where all are missing. */
  readonly average?: Maybe<Scalars['Decimal']['output']>;
  /** How many customers. */
  readonly count: Scalars['Int']['output'];
  /** How many different values. */
  readonly distinct: Scalars['Int']['output'];
  /** What its customers have in common, in the order of `groupBy`. */
  readonly keys: ReadonlyArray<CustomerGroupKey>;
  /** The greatest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly maximum?: Maybe<Scalars['String']['output']>;
  /** The smallest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly minimum?: Maybe<Scalars['String']['output']>;
  /** The sum of numbers, exact; null where all are missing. */
  readonly sum?: Maybe<Scalars['Decimal']['output']>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateAverageArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateDistinctArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateMaximumArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateMinimumArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateSumArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};

/** A page of groups of customers. */
export type CustomerAggregateConnection = {
  /** The groups of the page with their cursors. */
  readonly edges: ReadonlyArray<CustomerAggregateEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many groups there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A group of customers in a list. */
export type CustomerAggregateEdge = {
  /** Where the group stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: CustomerAggregate;
};

/** What customers can be put in order by, and in groups, beside attributes. */
export type CustomerColumn =
  /** Key of the business account. */
  | 'ACCOUNT_ID'
  /** Date of birth. */
  | 'BIRTHDATE'
  /** City. */
  | 'CITY'
  /** Employer or business. */
  | 'COMPANY'
  /** Country. */
  | 'COUNTRY'
  /** When a source first recorded the customer. */
  | 'CREATED_AT'
  /** The best e-mail address known. */
  | 'EMAIL'
  /** Full name. */
  | 'FULL_NAME'
  /** Gender. */
  | 'GENDER'
  /** What follows the name. */
  | 'GENERATIONAL_SUFFIX'
  /** First name. */
  | 'GIVEN_NAME'
  /** The customer's key, which is ordered by its bytes. */
  | 'ID'
  /** Street and house number. */
  | 'LINE1'
  /** Second line of the address. */
  | 'LINE2'
  /** Loyalty programme identifier. */
  | 'LOYALTY_ID'
  /** The best phone number known. */
  | 'PHONE'
  /** Postal code. */
  | 'POSTAL'
  /** How many source records were merged. */
  | 'SOURCE_RECORDS'
  /** State, province or region. */
  | 'STATE'
  /** Last name. */
  | 'SURNAME'
  /** Form of address. */
  | 'TITLE'
  /** When a source last changed a record. */
  | 'UPDATED_AT';

/** A page of customers. */
export type CustomerConnection = {
  /** The customers of the page with their cursors. */
  readonly edges: ReadonlyArray<CustomerEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many customers fit filter and search, on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A customer in a list. */
export type CustomerEdge = {
  /** Where the customer stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The customer. */
  readonly node: Customer;
};

/**
 * Which customers. All that is given must hold, and nothing holds for a missing value but `isNull`. No member may be null, so
 * that a forgotten variable is an error (an absent one too) and not a wider question, and nothing below the top may be empty. 500 conditions and
 * branches, and 20 levels are the most.
 */
export type CustomerFilter = {
  /** Key of the business account. */
  readonly accountId?: InputMaybe<TextFilter>;
  /** All of these must hold; 1,000 at most. True where the list is empty. */
  readonly and?: InputMaybe<ReadonlyArray<CustomerFilter>>;
  /** What must hold for attributes on the day that they are read; 1,000 at most. A customer without a snapshot has none. */
  readonly attributes?: InputMaybe<ReadonlyArray<AttributeFilter>>;
  /** Date of birth. */
  readonly birthdate?: InputMaybe<DateFilter>;
  /** City. */
  readonly city?: InputMaybe<TextFilter>;
  /** Employer or business. */
  readonly company?: InputMaybe<TextFilter>;
  /** Country. */
  readonly country?: InputMaybe<TextFilter>;
  /** When a source first recorded the customer. */
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  /** The best e-mail address known. */
  readonly email?: InputMaybe<TextFilter>;
  /** Full name. */
  readonly fullName?: InputMaybe<TextFilter>;
  /** Gender. */
  readonly gender?: InputMaybe<TextFilter>;
  /** What follows the name. */
  readonly generationalSuffix?: InputMaybe<TextFilter>;
  /** First name. */
  readonly givenName?: InputMaybe<TextFilter>;
  /** The customer's key, which is compared by its bytes. */
  readonly id?: InputMaybe<TextFilter>;
  /** Street and house number. */
  readonly line1?: InputMaybe<TextFilter>;
  /** Second line of the address. */
  readonly line2?: InputMaybe<TextFilter>;
  /** Loyalty programme identifier. */
  readonly loyaltyId?: InputMaybe<TextFilter>;
  /** This must not hold: exactly the other customers, those with missing values too. */
  readonly not?: InputMaybe<CustomerFilter>;
  /** One of these must hold; 1,000 at most. False where the list is empty. */
  readonly or?: InputMaybe<ReadonlyArray<CustomerFilter>>;
  /** The best phone number known. */
  readonly phone?: InputMaybe<TextFilter>;
  /** Postal code. */
  readonly postal?: InputMaybe<TextFilter>;
  /** How many source records were merged. */
  readonly sourceRecords?: InputMaybe<NumberFilter>;
  /** State, province or region. */
  readonly state?: InputMaybe<TextFilter>;
  /** Last name. */
  readonly surname?: InputMaybe<TextFilter>;
  /** Form of address. */
  readonly title?: InputMaybe<TextFilter>;
  /** When a source last changed a record. */
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};

/** One value that the customers of a group have in common. */
export type CustomerGroupKey = {
  /** The period that it was taken for. */
  readonly grain?: Maybe<TimeGrain>;
  /** The column, as a field of `Customer` or its address is named, or the attribute's name. */
  readonly name: Scalars['String']['output'];
  /**
   * The value as text: numbers as exact decimals, days and instants in ISO 8601, `true` or `false`; of a period its first day. Null
   * where customers have none.
   */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** One term of an order of groups: exactly one of `measure` and `key`. */
export type CustomerGroupOrder = {
  /** The attribute that the measure is of: an alias, a former name or a slot, in any case. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column that the measure is of. */
  readonly column?: InputMaybe<CustomerColumn>;
  /** Smallest or greatest first. */
  readonly direction?: InputMaybe<SortDirection>;
  /** The key, by its place in `groupBy`; the first is 1. */
  readonly key?: InputMaybe<Scalars['Int']['input']>;
  /** The measure; all but `COUNT` are of a column or an attribute. */
  readonly measure?: InputMaybe<AggregateMeasure>;
  /** Where groups without a value come, in either direction. */
  readonly nulls?: InputMaybe<NullsOrder>;
};

/** A key that customers are put together by: exactly one of `column` and `attribute`. */
export type CustomerGrouping = {
  /** The attribute: an alias, a former name or a slot, in any case. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column. */
  readonly column?: InputMaybe<CustomerColumn>;
  /**
   * The period that a day or an instant is taken for; for no other values. Instants lie on the days of the time zone that
   * the server is configured with. The value as it is when left out.
   */
  readonly grain?: InputMaybe<TimeGrain>;
};

/**
 * A condition on a measure of groups: for all measures but `COUNT` exactly one of `column` and `attribute`, and the one filter that
 * is for what the measure gives: `number` but for the minimum or maximum of other values.
 */
export type CustomerHaving = {
  /** The attribute that it is of: an alias, a former name or a slot, in any case. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column that it is of. */
  readonly column?: InputMaybe<CustomerColumn>;
  /** For the minimum or maximum of days. */
  readonly date?: InputMaybe<DateFilter>;
  /** For the minimum or maximum of instants. */
  readonly dateTime?: InputMaybe<DateTimeFilter>;
  /** The measure. */
  readonly measure: AggregateMeasure;
  /** For counts, sums, averages and distinct values, and the minimum or maximum of numbers. */
  readonly number?: InputMaybe<NumberFilter>;
  /** For the minimum or maximum of texts. */
  readonly text?: InputMaybe<TextFilter>;
};

/** One term of an order: exactly one of `column` and `attribute`. */
export type CustomerOrder = {
  /** The attribute: an alias, a former name or a slot, in any case. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column. */
  readonly column?: InputMaybe<CustomerColumn>;
  /** Smallest or greatest first. */
  readonly direction?: InputMaybe<SortDirection>;
  /** Where customers without a value come, in either direction. */
  readonly nulls?: InputMaybe<NullsOrder>;
};

/** What was known of a customer at the end of one day. */
export type CustomerProfile = Node & {
  /** Attributes by alias, former name or slot; all that hold on the day when no names are given. */
  readonly attributes: ReadonlyArray<ProfileAttribute>;
  /** When this day was written. */
  readonly computedAt: Scalars['DateTime']['output'];
  /** The customer. */
  readonly customer: Customer;
  /** The day. */
  readonly date: Scalars['Date']['output'];
  /** The attributes as typed fields under their real names. */
  readonly fields: ProfileFields;
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
};


/** What was known of a customer at the end of one day. */
export type CustomerProfileAttributesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A page of snapshots of a customer. */
export type CustomerProfileConnection = {
  /** The snapshots of the page with their cursors. */
  readonly edges: ReadonlyArray<CustomerProfileEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A snapshot in a list. */
export type CustomerProfileEdge = {
  /** Where the snapshot stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The snapshot. */
  readonly node: CustomerProfile;
};

/** Conditions on a day. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type DateFilter = {
  /** Within a range, both ends included. */
  readonly between?: InputMaybe<DateRange>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['Date']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['Date']['input']>;
  /** Equal to one of these; 1,000 at most. An empty list fits nothing. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  /** Equal. */
  readonly is?: InputMaybe<Scalars['Date']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['Date']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['Date']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['Date']['input']>;
  /** Equal to none of these; 1,000 at most. An empty list fits every value. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
};

/** A range of days, both ends included. */
export type DateRange = {
  /** The lower end. */
  readonly from: Scalars['Date']['input'];
  /** The upper end. */
  readonly to: Scalars['Date']['input'];
};

/** Conditions on an instant, exact to the microsecond. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type DateTimeFilter = {
  /** Within a range, both ends included. */
  readonly between?: InputMaybe<DateTimeRange>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Equal to one of these; 1,000 at most. An empty list fits nothing. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
  /** Equal. */
  readonly is?: InputMaybe<Scalars['DateTime']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Equal to none of these; 1,000 at most. An empty list fits every value. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
};

/** A range of instants, both ends included. */
export type DateTimeRange = {
  /** The lower end. */
  readonly from: Scalars['DateTime']['input'];
  /** The upper end. */
  readonly to: Scalars['DateTime']['input'];
};

/** One meaning of a generic column, and the days it holds. */
export type FieldAlias = {
  /** The group it is shown in. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** What the value says. */
  readonly description: Scalars['String']['output'];
  /** The key of the meaning. */
  readonly fieldId: Scalars['ID']['output'];
  /** Names it had before; they still answer, deprecated. */
  readonly formerNames: ReadonlyArray<Scalars['String']['output']>;
  /** The name of the field in `ProfileFields`. */
  readonly graphqlName: Scalars['String']['output'];
  /** The alias, e.g. `ECOM_TOTAL_NET_SALES_AMOUNT_1M`. */
  readonly name: Scalars['String']['output'];
  /** How closely the value points at a person; null where it does not. */
  readonly piiClass?: Maybe<PiiClass>;
  /** The generic column, e.g. `FIELD153`. */
  readonly slot: Scalars['String']['output'];
  /** What kind of value it is. */
  readonly type: AttributeType;
  /** The unit, e.g. `count`, `days`, or the code of a currency. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /** The first day it holds; null: since ever. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** The first day it no longer holds; null: still holds. */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
};

/** Conditions on a value that is true or false. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type FlagFilter = {
  /** Equal. */
  readonly is?: InputMaybe<Scalars['Boolean']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An object with an identity of its own in the whole graph. */
export type Node = {
  /** The global identifier; hand it to `node`. Not meant to be read. */
  readonly nodeId: Scalars['ID']['output'];
};

/** Where missing values come. */
export type NullsOrder =
  /** Before all others. */
  | 'FIRST'
  /** Behind all others. */
  | 'LAST';

/** Conditions on a number. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type NumberFilter = {
  /** Within a range, both ends included. */
  readonly between?: InputMaybe<NumberRange>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['Decimal']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Equal to one of these; 1,000 at most. An empty list fits nothing. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
  /** Equal. */
  readonly is?: InputMaybe<Scalars['Decimal']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['Decimal']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['Decimal']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Equal to none of these; 1,000 at most. An empty list fits every value. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
};

/** A range of numbers, both ends included. */
export type NumberRange = {
  /** The lower end. */
  readonly from: Scalars['Decimal']['input'];
  /** The upper end. */
  readonly to: Scalars['Decimal']['input'];
};

/** Which part of a list a page shows. */
export type PageInfo = {
  /** The cursor of the last edge; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** How closely a value points at a person. */
export type PiiClass =
  /** Reaches the person: e-mail address, phone number. */
  | 'CONTACT'
  /** Describes the person without naming them: gender, age. */
  | 'DEMOGRAPHIC'
  /** Says who the person is: names, date of birth, identifiers. */
  | 'IDENTITY'
  /** Says where the person lives. */
  | 'LOCATION';

/** A postal address. */
export type PostalAddress = {
  /** City. */
  readonly city?: Maybe<Scalars['String']['output']>;
  /** Country. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** Street and house number. */
  readonly line1?: Maybe<Scalars['String']['output']>;
  /** Second line, e.g. flat or floor. */
  readonly line2?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  readonly postal?: Maybe<Scalars['String']['output']>;
  /** State, province or region. */
  readonly state?: Maybe<Scalars['String']['output']>;
};

/** One attribute of a customer on one day. */
export type ProfileAttribute = {
  /** The value as a person reads it, with its unit. */
  readonly formatted?: Maybe<Scalars['String']['output']>;
  /** The name of the same value in `fields`; null where the slot had no alias on the day. */
  readonly graphqlName?: Maybe<Scalars['String']['output']>;
  /** The alias that the slot had on the day; the slot's own name where it had none. */
  readonly name: Scalars['String']['output'];
  /** The generic column it is kept in, e.g. `FIELD153`. */
  readonly slot: Scalars['String']['output'];
  /** What kind of value it is. */
  readonly type: AttributeType;
  /** The unit, e.g. `count`, `days`, or the code of a currency. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /** The value as text: numbers as exact decimals, days and instants in ISO 8601, `true` or `false`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/**
 * One typed field for every name in the catalogue of field aliases: the catalogue's part is added while the server runs.
 * A field is null on days on which its name had no meaning.
 */
export type ProfileFields = {
  /** The day. */
  readonly date: Scalars['Date']['output'];
};

/** Everything that can be asked. */
export type Query = {
  /** One customer by its business key; null when unknown. */
  readonly customer?: Maybe<Customer>;
  /** The customer known by an identifier, such as an e-mail address; null when unknown. An error where several are. */
  readonly customerByIdentifier?: Maybe<Customer>;
  /** The customers that fit a filter and a search, in an order, a page at a time. */
  readonly customers: CustomerConnection;
  /**
   * The customers that fit a filter and a search, put together in groups: how many there are, and sums, averages and other measures
   * of their values, a page of groups at a time. Ask for a measure several times under aliases. Without `groupBy` there is one
   * group of all customers, also where nobody fits.
   */
  readonly customersAggregate: CustomerAggregateConnection;
  /** The meanings of the generic columns: all there ever were, or those that hold on one day. */
  readonly fieldAliases: ReadonlyArray<FieldAlias>;
  /** An object by its global identifier; null when unknown. */
  readonly node?: Maybe<Node>;
  /** Objects by their global identifiers, in the order asked; null where unknown. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
};


/** Everything that can be asked. */
export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryCustomerByIdentifierArgs = {
  system: Scalars['String']['input'];
  value: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<CustomerOrder>>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryCustomersAggregateArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  groupBy?: InputMaybe<ReadonlyArray<CustomerGrouping>>;
  having?: InputMaybe<ReadonlyArray<CustomerHaving>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<CustomerGroupOrder>>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryFieldAliasesArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/** Everything that can be asked. */
export type QueryNodeArgs = {
  nodeId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryNodesArgs = {
  nodeIds: ReadonlyArray<Scalars['ID']['input']>;
};

/** Which end of an order comes first. */
export type SortDirection =
  /** Smallest first. */
  | 'ASC'
  /** Greatest first. */
  | 'DESC';

/** Conditions on a text. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type TextFilter = {
  /** Within a range, both ends included. */
  readonly between?: InputMaybe<TextRange>;
  /** Holds this text somewhere, whatever its case; `%` and `_` stand for themselves. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Ends with this text, whatever its case. */
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  /** Greater, in the order of the database. */
  readonly gt?: InputMaybe<Scalars['String']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['String']['input']>;
  /** Equal exactly, case included, to one of these; 1,000 at most. An empty list fits nothing. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Equal exactly, case included. */
  readonly is?: InputMaybe<Scalars['String']['input']>;
  /** Not equal exactly, case included; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['String']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['String']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['String']['input']>;
  /** Equal exactly, case included, to none of these; 1,000 at most. An empty list fits every value. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Begins with this text, whatever its case. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** A range of texts, in the order of the database, both ends included. */
export type TextRange = {
  /** The lower end. */
  readonly from: Scalars['String']['input'];
  /** The upper end. */
  readonly to: Scalars['String']['input'];
};

/** A period of the calendar. Its value is its first day. */
export type TimeGrain =
  /** A day. */
  | 'DAY'
  /** A month. */
  | 'MONTH'
  /** A quarter of a year. */
  | 'QUARTER'
  /** A week, from Monday on. */
  | 'WEEK'
  /** A year. */
  | 'YEAR';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Customer: Customer;
  FieldAlias: FieldAlias;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  FieldAlias:
    ( { __typename: 'FieldAlias' }
    & GraphQLRecursivePick<FederationTypes['FieldAlias'], {"fieldId":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AggregateMeasure: AggregateMeasure;
  AttributeChange: ResolverTypeWrapper<AttributeChange>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AttributeFilter: AttributeFilter;
  AttributeType: AttributeType;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CustomerAggregate: ResolverTypeWrapper<CustomerAggregateRow>;
  CustomerAggregateConnection: ResolverTypeWrapper<CustomerAggregateConnectionRow>;
  CustomerAggregateEdge: ResolverTypeWrapper<Omit<CustomerAggregateEdge, 'node'> & { node: ResolversTypes['CustomerAggregate'] }>;
  CustomerColumn: CustomerColumn;
  CustomerConnection: ResolverTypeWrapper<CustomerConnectionRow>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  CustomerFilter: CustomerFilter;
  CustomerGroupKey: ResolverTypeWrapper<CustomerGroupKey>;
  CustomerGroupOrder: CustomerGroupOrder;
  CustomerGrouping: CustomerGrouping;
  CustomerHaving: CustomerHaving;
  CustomerOrder: CustomerOrder;
  CustomerProfile: ResolverTypeWrapper<CustomerProfileRow>;
  CustomerProfileConnection: ResolverTypeWrapper<Omit<CustomerProfileConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CustomerProfileEdge']> }>;
  CustomerProfileEdge: ResolverTypeWrapper<Omit<CustomerProfileEdge, 'node'> & { node: ResolversTypes['CustomerProfile'] }>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateFilter: DateFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  DateRange: DateRange;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeFilter: DateTimeFilter;
  DateTimeRange: DateTimeRange;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  FieldAlias: ResolverTypeWrapper<FieldAliasRow>;
  FlagFilter: FlagFilter;
  Node: ResolverTypeWrapper<NodeRow>;
  NullsOrder: NullsOrder;
  NumberFilter: NumberFilter;
  NumberRange: NumberRange;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PiiClass: PiiClass;
  PostalAddress: ResolverTypeWrapper<CustomerRow>;
  ProfileAttribute: ResolverTypeWrapper<AttributeRow>;
  ProfileFields: ResolverTypeWrapper<CustomerProfileRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SortDirection: SortDirection;
  TextFilter: TextFilter;
  TextRange: TextRange;
  TimeGrain: TimeGrain;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AttributeChange: AttributeChange;
  String: Scalars['String']['output'];
  AttributeFilter: AttributeFilter;
  BigInt: Scalars['BigInt']['output'];
  Customer: CustomerRow;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  CustomerAggregate: CustomerAggregateRow;
  CustomerAggregateConnection: CustomerAggregateConnectionRow;
  CustomerAggregateEdge: Omit<CustomerAggregateEdge, 'node'> & { node: ResolversParentTypes['CustomerAggregate'] };
  CustomerConnection: CustomerConnectionRow;
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  CustomerFilter: CustomerFilter;
  CustomerGroupKey: CustomerGroupKey;
  CustomerGroupOrder: CustomerGroupOrder;
  CustomerGrouping: CustomerGrouping;
  CustomerHaving: CustomerHaving;
  CustomerOrder: CustomerOrder;
  CustomerProfile: CustomerProfileRow;
  CustomerProfileConnection: Omit<CustomerProfileConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CustomerProfileEdge']> };
  CustomerProfileEdge: Omit<CustomerProfileEdge, 'node'> & { node: ResolversParentTypes['CustomerProfile'] };
  Date: Scalars['Date']['output'];
  DateFilter: DateFilter;
  Boolean: Scalars['Boolean']['output'];
  DateRange: DateRange;
  DateTime: Scalars['DateTime']['output'];
  DateTimeFilter: DateTimeFilter;
  DateTimeRange: DateTimeRange;
  Decimal: Scalars['Decimal']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  FieldAlias: FieldAliasRow;
  FlagFilter: FlagFilter;
  Node: NodeRow;
  NumberFilter: NumberFilter;
  NumberRange: NumberRange;
  PageInfo: PageInfo;
  PostalAddress: CustomerRow;
  ProfileAttribute: AttributeRow;
  ProfileFields: CustomerProfileRow;
  Query: Record<PropertyKey, never>;
  TextFilter: TextFilter;
  TextRange: TextRange;
};

export type PiiDirectiveArgs = {
  class: PiiClass;
};

export type PiiDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = PiiDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AttributeChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttributeChange'] = ResolversParentTypes['AttributeChange']> = {
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstChangedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type CustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['PostalAddress']>, ParentType, ContextType>;
  birthdate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  fullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gender?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  generationalSuffix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  givenName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loyaltyId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  profile?: Resolver<Maybe<ResolversTypes['CustomerProfile']>, ParentType, ContextType, Partial<CustomerProfileArgs>>;
  profileChanges?: Resolver<ReadonlyArray<ResolversTypes['AttributeChange']>, ParentType, ContextType, RequireFields<CustomerProfileChangesArgs, 'from' | 'to'>>;
  profiles?: Resolver<ResolversTypes['CustomerProfileConnection'], ParentType, ContextType, Partial<CustomerProfilesArgs>>;
  sourceRecords?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  surname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerAggregateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAggregate'] = ResolversParentTypes['CustomerAggregate']> = {
  average?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, Partial<CustomerAggregateAverageArgs>>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  distinct?: Resolver<ResolversTypes['Int'], ParentType, ContextType, Partial<CustomerAggregateDistinctArgs>>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['CustomerGroupKey']>, ParentType, ContextType>;
  maximum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<CustomerAggregateMaximumArgs>>;
  minimum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<CustomerAggregateMinimumArgs>>;
  sum?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, Partial<CustomerAggregateSumArgs>>;
};

export type CustomerAggregateConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAggregateConnection'] = ResolversParentTypes['CustomerAggregateConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerAggregateEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerAggregateEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAggregateEdge'] = ResolversParentTypes['CustomerAggregateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CustomerAggregate'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export type CustomerGroupKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerGroupKey'] = ResolversParentTypes['CustomerGroupKey']> = {
  grain?: Resolver<Maybe<ResolversTypes['TimeGrain']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerProfileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerProfile'] = ResolversParentTypes['CustomerProfile']> = {
  attributes?: Resolver<ReadonlyArray<ResolversTypes['ProfileAttribute']>, ParentType, ContextType, Partial<CustomerProfileAttributesArgs>>;
  computedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  fields?: Resolver<ResolversTypes['ProfileFields'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerProfileConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerProfileConnection'] = ResolversParentTypes['CustomerProfileConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerProfileEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CustomerProfileEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerProfileEdge'] = ResolversParentTypes['CustomerProfileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CustomerProfile'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type FieldAliasResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FieldAlias'] = ResolversParentTypes['FieldAlias'], FederationReferenceType extends FederationReferenceTypes['FieldAlias'] = FederationReferenceTypes['FieldAlias']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['FieldAlias']> | FederationReferenceType, FederationReferenceType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fieldId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  formerNames?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  graphqlName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  piiClass?: Resolver<Maybe<ResolversTypes['PiiClass']>, ParentType, ContextType>;
  slot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['AttributeType'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Customer' | 'CustomerProfile', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PostalAddressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostalAddress'] = ResolversParentTypes['PostalAddress']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProfileAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProfileAttribute'] = ResolversParentTypes['ProfileAttribute']> = {
  formatted?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  graphqlName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  slot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['AttributeType'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProfileFieldsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProfileFields'] = ResolversParentTypes['ProfileFields']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'id'>>;
  customerByIdentifier?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerByIdentifierArgs, 'system' | 'value'>>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, Partial<QueryCustomersArgs>>;
  customersAggregate?: Resolver<ResolversTypes['CustomerAggregateConnection'], ParentType, ContextType, Partial<QueryCustomersAggregateArgs>>;
  fieldAliases?: Resolver<ReadonlyArray<ResolversTypes['FieldAlias']>, ParentType, ContextType, Partial<QueryFieldAliasesArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'nodeId'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'nodeIds'>>;
};

export type Resolvers<ContextType = RequestContext> = {
  AttributeChange?: AttributeChangeResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  CustomerAggregate?: CustomerAggregateResolvers<ContextType>;
  CustomerAggregateConnection?: CustomerAggregateConnectionResolvers<ContextType>;
  CustomerAggregateEdge?: CustomerAggregateEdgeResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  CustomerGroupKey?: CustomerGroupKeyResolvers<ContextType>;
  CustomerProfile?: CustomerProfileResolvers<ContextType>;
  CustomerProfileConnection?: CustomerProfileConnectionResolvers<ContextType>;
  CustomerProfileEdge?: CustomerProfileEdgeResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  FieldAlias?: FieldAliasResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  ProfileAttribute?: ProfileAttributeResolvers<ContextType>;
  ProfileFields?: ProfileFieldsResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  pii?: PiiDirectiveResolver<any, any, ContextType>;
};
