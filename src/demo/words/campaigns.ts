import { cells, split } from './split.js';

/** A campaign of the demo. Days count back from the last day; negative ones are yet to come. */
type DemoCampaign = {
  readonly name: string;
  /** The target group; its rule is in `campaigns.ts` of the generator. */
  readonly group: string;
  /** 1 goes before all others on the same day. */
  readonly priority: number;
  readonly start: number;
  /** Days between two occurrences; null for a one-time campaign. */
  readonly every: number | null;
  /** Null for a recurring campaign without an end. */
  readonly end: number | null;
  /** How many percent of the group each occurrence is for. */
  readonly share: number;
  readonly channels: readonly string[];
  readonly action: string;
  readonly tags: readonly string[];
  readonly promotion: string | null;
  /** `A/B` for two test variants, `named control` where the named customer is in the control group. */
  readonly mark: string;
};

/** The ids of channels by their names. */
export const channelIds: Readonly<Record<string, number>> = { Email: 1, SMS: 2, Push: 3, 'Direct mail': 4 };

const number = (text: string | undefined): number | null => (text ? Number(text) : null);

// Name | group | priority | start | every | end | share | channels | action | tags | promotion | mark
const table = `
  Trail Letter          | Everybody           | 90 | 98  | 7  |   | 45 | Email              | Newsletter     | newsletter          |          |
  Welcome               | New customers       | 20 | 97  | 3  |   | 30 | Email, Push        | Onboarding     | lifecycle, welcome  | HELLO10  |
  Points Reminder       | Members             | 60 | 94  | 28 |   | 70 | Email, SMS         | Loyalty        | loyalty             |          |
  We Miss You           | Lapsed              | 30 | 91  | 14 |   | 40 | Email, Direct mail | Win-back       | lifecycle, win-back | BACK15   | A/B
  Team Order Desk       | Business            | 40 | 89  | 14 |   | 50 | Email              | Business offer | business            |          |
  Price Drop Alert      | Everybody           | 80 | 60  | 8  | 4 | 12 | Push               | Alert          | alert               |          | A/B
  Review Request        | Big buyers          | 70 | 77  | 21 |   | 60 | Email              | Survey         | service             |          |
  Hiking Days           | Everybody           | 10 | 95  |    |   | 50 | Email              | Sale           | sale, hiking        | HIKE20   |
  Store Birthday        | Germany and Austria | 15 | 84  |    |   | 60 | Email, Direct mail | Event          | store               |          |
  Trail Shoe Launch     | Everybody           | 11 | 77  |    |   | 40 | Email, Push        | Launch         | launch, running     |          | A/B
  Members Night         | Members             | 12 | 70  |    |   | 80 | SMS                | Event          | loyalty, store      |          |
  Outlet Clearance      | Everybody           | 50 | 63  |    |   | 35 | Email              | Sale           | outlet              | OUT30    |
  Rain Jacket Event     | Everybody           | 13 | 56  |    |   | 45 | Email, SMS         | Sale           | sale                | RAIN15   |
  Bulk Offer            | Business            | 14 | 47  |    |   | 80 | Email, Direct mail | Business offer | business            | TEAM12   |
  Camping Week          | Everybody           | 10 | 42  |    |   | 50 | Email, Push        | Sale           | sale, camping       | CAMP20   | A/B
  Preview               | Big buyers          | 5  | 35  |    |   | 90 | Email              | Preview        | vip                 |          |
  Free Shipping Weekend | Everybody           | 16 | 25  |    |   | 55 | Email              | Sale           | sale                | SHIPFREE | named control
  Running Weeks         | Everybody           | 10 | 21  |    |   | 45 | Email, Push        | Sale           | sale, running       | RUN15    |
  Gift Card             | Members             | 17 | 14  |    |   | 60 | Email, Direct mail | Gift           | loyalty, gift       |          |
  Climbing Partner      | Germany and Austria | 18 | 10  |    |   | 30 | Email              | Partner        | climbing            |          |
  Weekend Coupon        | Everybody           | 11 | 7   |    |   | 40 | SMS, Push          | Coupon         | sale                | WEEK10   | A/B
  Mid-Season Sale       | Everybody           | 10 | -6  |    |   | 60 | Email, SMS         | Sale           | sale                | MID25    | A/B
  Members Preview       | Members             | 12 | -12 |    |   | 80 | Email              | Preview        | loyalty, vip        |          |
  Bike Check            | Everybody           | 55 | -20 | 30 |   | 40 | Email, Direct mail | Service        | bike, service       |          |
`;

/** The campaigns of the demo company. */
export const demoCampaigns: readonly DemoCampaign[] = cells(table).map(
  ([
    name = '',
    group = '',
    priority,
    start,
    every,
    end,
    share,
    channels = '',
    action = '',
    tags = '',
    code,
    mark = '',
  ]) => ({
    name,
    group,
    priority: Number(priority),
    start: Number(start),
    every: number(every),
    end: number(end),
    share: Number(share),
    channels: split(channels),
    action,
    tags: split(tags),
    promotion: code === undefined || code === '' ? null : code,
    mark,
  }),
);
