import type { EngineCase } from './EngineCase.js';

/** Objects of Facet that others extend, by every kind of key. */
export const keyCases: readonly EngineCase[] = [
  {
    name: 'a customer by id',
    operation: '{ customer(id: "A") { id fullName tier points } }',
    direct: '{ customer(id: "A") { id fullName } }',
    added: { customer: { tier: 'GOLD', points: 120 } },
  },
  {
    name: 'a customer of whom the other team knows nothing',
    operation: '{ customer(id: "D") { id fullName tier points member { number } } }',
    direct: '{ customer(id: "D") { id fullName } }',
    added: { customer: { tier: null, points: null, member: null } },
  },
  {
    name: 'nobody',
    operation: '{ customer(id: "unknown") { id fullName tier } }',
    added: { customer: null },
  },
  {
    name: 'a customer by an identifier',
    operation: '{ customerByIdentifier(system: "shop", value: "s-1") { fullName tier tickets { id } } }',
    direct: '{ customerByIdentifier(system: "shop", value: "s-1") { fullName } }',
    added: { customerByIdentifier: { tier: 'GOLD', tickets: [{ id: 'T1' }] } },
  },
  {
    name: 'orders, which have a key of two fields',
    operation: '{ customer(id: "A") { orders { edges { node { id revenue parcels } } } } }',
    direct: '{ customer(id: "A") { orders { edges { node { id revenue } } } } }',
    added: {
      customer: {
        orders: { edges: [{ node: { parcels: ['A-2-1', 'A-2-2'] } }, { node: { parcels: ['A-1-1', 'A-1-2'] } }] },
      },
    },
  },
  {
    name: 'orders of one number and two customers',
    operation:
      '{ a: order(id: "1", customerId: "A") { revenue parcels } b: order(id: "1", customerId: "B") { revenue parcels } }',
    direct: '{ a: order(id: "1", customerId: "A") { revenue } b: order(id: "1", customerId: "B") { revenue } }',
    added: { a: { parcels: ['A-1-1', 'A-1-2'] }, b: { parcels: ['B-1-1', 'B-1-2'] } },
  },
  {
    name: 'targetings, which have a key of three fields',
    operation: `{ customer(id: "A") { campaignTargetings { edges { node {
      executionDate complaint campaign { name complaints } } } } } }`,
    direct: '{ customer(id: "A") { campaignTargetings { edges { node { executionDate campaign { name } } } } } }',
    added: {
      customer: {
        campaignTargetings: { edges: [{ node: { complaint: 'A 2026-03-10 P1', campaign: { complaints: 2 } } }] },
      },
    },
  },
  {
    name: 'a campaign and a segment',
    operation: '{ campaign(planId: "P1") { name complaints } segment(id: "everybody") { name playbook size } }',
    direct: '{ campaign(planId: "P1") { name } segment(id: "everybody") { name size } }',
    added: { campaign: { complaints: 2 }, segment: { playbook: 'Write to all.' } },
  },
  {
    name: 'definitions of metrics, by their names',
    operation: '{ metricDefinitions { name unit note } }',
    direct: '{ metricDefinitions { name unit } }',
    added: { metricDefinitions: [{ note: 'Counted at night.' }, { note: null }] },
  },
  {
    name: 'an account, and the definition of its metric',
    operation: `{ customer(id: "B") { account { name manager metrics { value definition { description note } } } } }`,
    direct: '{ customer(id: "B") { account { name metrics { value definition { description } } } } }',
    added: {
      customer: { account: { manager: 'Mona', metrics: [{ definition: { note: 'Counted at night.' } }] } },
    },
  },
];
