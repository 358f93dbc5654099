import type { MetricDefinition, MetricFamily } from './definition.js';
import { campaignsReceived } from './definitions/campaignsReceived.js';
import { customerAttributes } from './definitions/customerAttributes.js';
import { orderMetrics } from './definitions/orders.js';

/** Every family of metrics, in the order in which their slots are given out. */
export const families: readonly MetricFamily[] = [customerAttributes, orderMetrics, campaignsReceived];

export const definitions: readonly MetricDefinition[] = families.flatMap(({ metrics }) => metrics);
