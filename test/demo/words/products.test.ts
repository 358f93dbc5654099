import { describe, expect, it } from '@jest/globals';
import {
  productBrands,
  productColours,
  productKinds,
  productSeries,
  PRODUCTS_PER_KIND,
} from '../../../src/demo/words/products.js';

describe('productKinds', () => {
  it('have a place in the catalogue, and prices in whole euros from low to high', () => {
    for (const kind of productKinds) {
      for (const word of [kind.department, kind.category, kind.subcategory, kind.kind]) expect(word).toMatch(/^[A-Z]/);
      expect(Number.isInteger(kind.low) && Number.isInteger(kind.high)).toBe(true);
      expect(kind.low).toBeGreaterThan(0);
      expect(kind.high).toBeGreaterThan(kind.low);
    }
  });

  it('are each there once, and a category in one department', () => {
    expect(new Set(productKinds.map(({ kind }) => kind)).size).toBe(productKinds.length);
    const places = new Map(productKinds.map(({ category, department }) => [category, department]));
    for (const { category, department } of productKinds) expect(places.get(category)).toBe(department);
  });
});

describe('products', () => {
  it('can be told apart: a kind has as many names as products', () => {
    expect(productSeries.length).toBeGreaterThanOrEqual(PRODUCTS_PER_KIND);
    for (const words of [productBrands, productSeries, productColours]) {
      expect(new Set(words).size).toBe(words.length);
      expect(words).not.toContain('');
    }
  });
});
