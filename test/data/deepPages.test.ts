import { describePlans } from '../population/planTests.js';

describePlans(120_000, 100, 100_000);
