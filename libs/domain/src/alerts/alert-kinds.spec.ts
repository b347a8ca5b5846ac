import { alertRules, faultPriority, isHigher, priorityByDrug, priorityByOpioid } from './alert-kinds.ts';

describe('the table of alerts', () => {
  it.each([
    ['low-reservoir', 'medium', false],
    ['empty-reservoir', 'by-drug', false],
    ['refill-due', 'by-date', false],
    ['volume-discrepancy', 'medium', true],
    ['motor-stall', 'by-drug', true],
    ['pump-stopped', 'by-drug', false],
    ['over-delivery', 'by-opioid', true],
    ['under-delivery', 'by-drug', true],
    ['catheter-suspected', 'medium', true],
    ['device-fault', 'by-severity', true],
    ['records-rejected', 'medium', false],
    ['replacement-due', 'low', false],
    ['end-of-service', 'by-drug', true],
  ] as const)('%s is %s, latched: %p', (kind, priority, latched) => {
    expect(alertRules[kind]).toMatchObject({ priority, latched });
  });

  it('has words and a reason for every kind', () => {
    for (const { title, recommendedAction, reason } of Object.values(alertRules)) {
      expect([title, recommendedAction, reason].every(text => text.length > 5)).toBe(true);
    }
  });

  it('has one kind that is over as soon as it is there', () => {
    expect(Object.entries(alertRules).flatMap(([kind, rule]) => (rule.instant === true ? [kind] : []))).toEqual([
      'volume-discrepancy',
    ]);
  });
});

describe('the priority by drug', () => {
  const drugs = (...codes: readonly Parameters<typeof priorityByDrug>[0][number]['code'][]) =>
    codes.map(code => ({ code }));

  it.each(['baclofen', 'morphine', 'hydromorphone', 'fentanyl', 'sufentanil', 'clonidine', 'other'] as const)(
    '%s is high',
    code => {
      expect(priorityByDrug(drugs(code))).toBe('high');
    },
  );

  it.each(['ziconotide', 'bupivacaine', 'saline'] as const)('%s is medium', code => {
    expect(priorityByDrug(drugs(code))).toBe('medium');
  });

  it('of too much is high for opioids and what is not known, else medium', () => {
    const priorities = (['morphine', 'hydromorphone', 'fentanyl', 'sufentanil', 'other', 'baclofen', 'clonidine', 'saline'] as const).map(code =>
      priorityByOpioid(drugs(code)),
    );
    expect(priorities).toEqual(['high', 'high', 'high', 'high', 'high', 'medium', 'medium', 'medium']);
    expect([priorityByOpioid([]), priorityByOpioid(drugs('baclofen', 'fentanyl'))]).toEqual(['high', 'high']);
  });

  it('of a mixture is the highest, and of nothing known high', () => {
    expect(priorityByDrug(drugs('bupivacaine', 'morphine'))).toBe('high');
    expect(priorityByDrug(drugs('bupivacaine', 'saline'))).toBe('medium');
    expect(priorityByDrug([])).toBe('high');
  });
});

describe('priorities', () => {
  it('are ordered low, medium, high, each only higher than those below', () => {
    const order = ['low', 'medium', 'high'] as const;
    expect(order.map(a => order.map(b => isHigher(a, b)))).toEqual([
      [false, false, false],
      [true, false, false],
      [true, true, false],
    ]);
  });

  it('of device faults name the four alarms of the contract', () => {
    expect(faultPriority).toEqual({
      'critical-memory-error': 'high',
      'low-battery-reset': 'high',
      'over-pressure': 'medium',
      'memory-error': 'low',
    });
  });
});
