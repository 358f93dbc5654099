import { describe, expect, it } from '@jest/globals';
import { isOnce, namesOfShapes, toWritten, type WrittenShape } from '../../../src/lib/written/shape.js';

const campaign: WrittenShape = { typeName: 'Campaign', members: [{ responseName: 'n', name: 'name' }] };
const targeting = (responseName: string, inner = campaign): WrittenShape => ({
  typeName: 'Targeting',
  members: [
    { responseName, name: 'state' },
    { responseName: 'campaign', name: 'campaign', inner },
  ],
});

describe('a shape', () => {
  it('has the same property as often as the same is asked', () => {
    const { property, ...shape } = toWritten(targeting('s'));
    expect(shape).toEqual(targeting('s'));
    expect(toWritten(targeting('s')).property).toBe(property);
  });

  it('has a property of its own for other types, names, orders and inner objects', () => {
    const { members } = targeting('s');
    const shapes = [
      targeting('s'),
      targeting('t'),
      targeting('s', { ...campaign, typeName: 'Other' }),
      targeting('s', { ...campaign, members: [{ responseName: 'n', name: 'brand' }] }),
      { typeName: 'Targeting', members: members.toReversed() },
      { typeName: 'Other', members },
      { typeName: 'Targeting', members: members.slice(0, 1) },
    ];
    expect(new Set(shapes.map((shape) => toWritten(shape).property)).size).toBe(shapes.length);
  });

  it('has a property that no name of GraphQL is', () => {
    expect(toWritten(campaign).property).toMatch(/^\$/);
  });

  it('tells the names of its fields, those of inner objects too', () => {
    expect([...namesOfShapes([targeting('s'), campaign])]).toEqual(['state', 'campaign', 'name']);
    expect([...namesOfShapes([])]).toEqual([]);
  });

  it('tells whether a field stands in it once', () => {
    expect(isOnce(targeting('s').members)).toBe(true);
    expect(isOnce([{ name: 'state' }, { name: 'brand' }, { name: 'state' }])).toBe(false);
    expect(isOnce([])).toBe(true);
  });
});
