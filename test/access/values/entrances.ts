import type { ClassedValue } from './valuesSample.js';

/** What is asked by a value: by its column (null where there is none), and by its attribute. */
export interface Entrance {
  readonly column?: (name: string, value: string) => string;
  readonly attribute?: (name: string) => string;
  /** Whether a name of a saved segment is asked by. */
  readonly saved?: (id: string) => string;
}

export const ids = '{ edges { node { id } } }';
const ofColumn = (name: string) =>
  `{ include: { groups: [{ conditions: [{ column: { name: "${name}", text: { is: "x" } } }] }] } }`;
const ofAttribute = (name: string) =>
  `{ include: { groups: [{ conditions: [{ attribute: { name: "${name}", text: { is: "x2" } } }] }] } }`;
const filtered = (name: string) => `{ attributes: [{ name: "${name}", text: { startsWith: "x" } }] }`;
export const count = '{ edges { node { count } } }';

/** Every place at which a question can name a value, as it stands in a document. */
export const entrances: Readonly<Record<string, Entrance>> = {
  'a filter': {
    column: (name) => `{ customers(filter: { ${name}: { is: "x" } }) ${ids} }`,
    attribute: (name) => `{ customers(filter: ${filtered(name)}) ${ids} }`,
  },
  'a filter by null': {
    column: (name) => `{ customers(filter: { ${name}: { isNull: true } }) ${ids} }`,
    attribute: (name) => `{ customers(filter: { attributes: [{ name: "${name}", text: { isNull: true } }] }) ${ids} }`,
  },
  'a filter below not and or': {
    column: (name) => `{ customers(filter: { or: [{ not: { ${name}: { contains: "x" } } }] }) ${ids} }`,
    attribute: (name) => `{ customers(filter: { or: [{ not: ${filtered(name)} }] }) ${ids} }`,
  },
  'the number of who fits': {
    column: (name) => `{ customers(filter: { ${name}: { is: "x" } }) { totalCount } }`,
    attribute: (name) => `{ customers(filter: ${filtered(name)}) { totalCount } }`,
  },
  'an order': {
    column: (_, value) => `{ customers(orderBy: [{ column: ${value} }]) ${ids} }`,
    attribute: (name) => `{ customers(orderBy: [{ attribute: "${name}" }]) ${ids} }`,
  },
  'a cursor of an order': {
    column: (_, value) => `{ customers(orderBy: [{ column: ${value} }], first: 1) { pageInfo { endCursor } } }`,
    attribute: (name) => `{ customers(orderBy: [{ attribute: "${name}" }], first: 1) { pageInfo { endCursor } } }`,
  },
  'a key of groups': {
    column: (_, value) => `{ customersAggregate(groupBy: [{ column: ${value} }]) ${count} }`,
    attribute: (name) => `{ customersAggregate(groupBy: [{ attribute: "${name}" }]) ${count} }`,
  },
  'the number of groups': {
    column: (_, value) => `{ customersAggregate(groupBy: [{ column: ${value} }]) { totalCount } }`,
    attribute: (name) => `{ customersAggregate(groupBy: [{ attribute: "${name}" }]) { totalCount } }`,
  },
  'a minimum': {
    column: (_, value) => `{ customersAggregate { edges { node { minimum(column: ${value}) } } } }`,
    attribute: (name) => `{ customersAggregate { edges { node { minimum(attribute: "${name}") } } } }`,
  },
  'a maximum under another name': {
    column: (_, value) => `{ customersAggregate { edges { node { count: maximum(column: ${value}) } } } }`,
    attribute: (name) => `{ customersAggregate { edges { node { count: maximum(attribute: "${name}") } } } }`,
  },
  'distinct values': {
    column: (_, value) => `{ customersAggregate { edges { node { distinct(column: ${value}) } } } }`,
    attribute: (name) => `{ customersAggregate { edges { node { distinct(attribute: "${name}") } } } }`,
  },
  having: {
    column: (_, value) =>
      `{ customersAggregate(having: [{ measure: MINIMUM, column: ${value}, text: { lt: "y" } }]) ${count} }`,
    attribute: (name) =>
      `{ customersAggregate(having: [{ measure: MINIMUM, attribute: "${name}", text: { lt: "y" } }]) ${count} }`,
  },
  'an order of groups': {
    column: (_, value) =>
      `{ customersAggregate(groupBy: [{ column: ID }], orderBy: [{ measure: MAXIMUM, column: ${value} }]) ${count} }`,
    attribute: (name) =>
      `{ customersAggregate(groupBy: [{ column: ID }], orderBy: [{ measure: MAXIMUM, attribute: "${name}" }]) ${count} }`,
  },
  'a filter of groups': {
    column: (name) => `{ customersAggregate(filter: { ${name}: { is: "x" } }) ${count} }`,
    attribute: (name) => `{ customersAggregate(filter: ${filtered(name)}) ${count} }`,
  },
  'the customer of orders, by filter': {
    column: (name) => `{ ordersAggregate(filter: { customer: { ${name}: { is: "x" } } }) ${count} }`,
    attribute: (name) => `{ ordersAggregate(filter: { customer: ${filtered(name)} }) ${count} }`,
  },
  'the customer of lines, by key': {
    column: (_, value) => `{ orderLinesAggregate(groupBy: [{ customerColumn: ${value} }]) ${count} }`,
    attribute: (name) => `{ orderLinesAggregate(groupBy: [{ customerAttribute: "${name}" }]) ${count} }`,
  },
  'the customer of targetings, by key': {
    column: (_, value) => `{ targetingsAggregate(groupBy: [{ customerColumn: ${value} }]) ${count} }`,
    attribute: (name) => `{ targetingsAggregate(groupBy: [{ customerAttribute: "${name}" }]) ${count} }`,
  },
  'a segment in the making': {
    column: (name) => `{ segmentInsights(definition: ${ofColumn(name)}) { customers } }`,
    attribute: (name) => `{ segmentInsights(definition: ${ofAttribute(name)}) { customers } }`,
  },
  'a breakdown': {
    column: (_, value) =>
      `{ segmentInsights(definition: {}) { breakdowns(by: [{ column: ${value} }]) { values { value } } } }`,
    attribute: (name) =>
      `{ segmentInsights(definition: {}) { breakdowns(by: [{ attribute: "${name}" }]) { values { value } } } }`,
  },
  'whether it matches': {
    column: (name) => `{ customer(id: "A") { matches(definition: ${ofColumn(name)}) } }`,
    attribute: (name) => `{ customer(id: "A") { matches(definition: ${ofAttribute(name)}) } }`,
  },
  'why it matches': {
    column: (name) => `{ customer(id: "A") { explain(definition: ${ofColumn(name)}) { isMember } } }`,
    attribute: (name) => `{ customer(id: "A") { explain(definition: ${ofAttribute(name)}) { isMember } } }`,
  },
  'who changed': {
    attribute: (name) =>
      `{ attributeChanges(names: ["${name}"], from: "2026-03-01", to: "2026-03-02") { edges { node { firstChangedOn } } } }`,
  },
  'a saved segment': {
    saved: (id) => `{ segment(id: "${id}") { size } }`,
  },
  'what a saved segment is': {
    saved: (id) => `{ segment(id: "${id}") { sentence } }`,
  },
  'a filter by a saved segment': {
    saved: (id) => `{ customers(filter: { segment: { id: "${id}" } }) ${ids} }`,
  },
  'a filter by who is not in a saved segment': {
    saved: (id) => `{ customersAggregate(filter: { segment: { id: "${id}", is: false } }) ${count} }`,
  },
  'why somebody is in a saved segment': {
    saved: (id) => `{ customer(id: "A") { explain(segment: "${id}") { isMember } } }`,
  },
  'saved segments beside each other': {
    saved: (id) => `{ compareSegments(segments: [{ id: "${id}" }, { definition: {} }]) { segments { customers } } }`,
  },
};

/** The documents that come in by an entrance and ask by a value: by its column, its attribute, its slot, and saved segments of it. */
export const documentsOf = (entrance: Entrance, { column, attribute, slot }: ClassedValue): string[] => {
  const id = attribute.toLowerCase();
  return [
    ...(column === null || entrance.column === undefined ? [] : [entrance.column(...column)]),
    ...(entrance.attribute === undefined ? [] : [attribute, slot].map(entrance.attribute)),
    ...(entrance.saved === undefined ? [] : [`of-${id}`, `around-${id}`].map(entrance.saved)),
  ];
};
