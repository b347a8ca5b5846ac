import { describeMachine } from './machine.ts';

describe('the description of the machine', () => {
  it('names processor, memory and the versions that run here', async () => {
    const machine = await describeMachine();
    expect(machine.cores).toBeGreaterThan(0);
    expect(machine.memoryBytes).toBeGreaterThan(2 ** 28);
    expect(machine.node).toBe(process.versions.node);
    expect(
      [machine.java, machine.postgres, machine.kafka].every(version => /^(\d+[\d._]*|not found)/.test(version)),
    ).toBe(true);
  });
});
