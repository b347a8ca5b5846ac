import { AlarmReceipts } from './alarm-receipts.ts';

const sent = { raised: new Map([['P-1:2', 100]]), cleared: new Map([['P-1:2', 500]]) };
const receipt = (receiver: number, change: string, at: number) => ({
  receiver,
  alertId: 'P-1:device-fault:1:2:0',
  change,
  at,
});

describe('receipts of alarms', () => {
  const receipts = new AlarmReceipts();
  const { note } = receipts;
  note(receipt(0, 'alert.raised', 120));
  note(receipt(0, 'alert.raised', 900));
  note(receipt(1, 'alert.raised', 130));
  note(receipt(0, 'alert.updated', 510));

  it('tell each receiver’s first of each change, from when its own event was sent', () => {
    expect(receipts.raised(sent)).toEqual([
      { sentAt: 100, ms: 20 },
      { sentAt: 100, ms: 30 },
    ]);
    expect(receipts.cleared(sent)).toEqual([{ sentAt: 500, ms: 10 }]);
  });

  it('are complete when every receiver has both changes', async () => {
    await receipts.untilAll(sent, 1);
    expect(receipts.missing(sent, 2)).toBe(1);
    receipts.note(receipt(1, 'alert.cleared', 520));
    expect(receipts.missing(sent, 2)).toBe(0);
  });
});
