import { describePlans } from './planTests.js';

describePlans(12_000, 100, 10_000);
