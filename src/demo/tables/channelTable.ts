import type { DemoRun } from '../DemoRun.js';
import { digitalChannels } from '../words/web.js';

/** Makes `demo_channels`: each digital channel has as many rows, numbered by `slot` from 0 to 99, as its share. */
export async function createChannels({ client }: DemoRun): Promise<void> {
  const channels = digitalChannels.map((channel, place) => Object.assign({ place }, channel));
  await client`
    create temp table demo_channels on commit drop as
    select (row_number() over (order by place, n) - 1)::integer as slot, name, source, medium, referrer
    from jsonb_to_recordset(${client.json(channels)}) as channel (
      place integer, name text, share integer, source text, medium text, referrer text
    )
    cross join lateral generate_series(1, share) as n`;
}
