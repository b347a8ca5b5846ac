import { streamText } from './stream-message.ts';

describe('what the live stream sends', () => {
  it.each(['SIM-0001', 'SIM7-0001', 'SIM-0001:motor-stall:1:4:0'])('says of %s that it is simulated', id => {
    expect(JSON.parse(streamText(id, JSON.stringify({ id, version: 3 })))).toEqual({ simulated: true, id, version: 3 });
  });

  it.each(['P-1', 'SIMON-1', 'P-SIM-1'])('leaves %s as it is', id => {
    const json = JSON.stringify({ id });
    expect(streamText(id, json)).toBe(json);
  });
});
