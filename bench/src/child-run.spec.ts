import { ChildRunError, readResultLine, runChild } from './child-run.ts';

const script = (code: string): Promise<unknown> => runChild(process.execPath, ['-e', code], 7);

describe('the run of a contestant as a process', () => {
  it('gives what its last line says and its highest memory', async () => {
    const code = `console.log('warming up'); setTimeout(() => console.log('{"events":7,"seconds":0.5}'), 200)`;
    const result = await runChild(process.execPath, ['-e', code], 7);
    expect(result).toMatchObject({ events: 7, seconds: 0.5 });
    expect(result.peakRssBytes).toBeGreaterThan(10 * 1_048_576);
  });

  it('fails with the exit code of the process', async () => {
    await expect(script('process.exit(3)')).rejects.toThrow('exit code 3');
  });

  it('fails with the signal that ended the process', async () => {
    await expect(script(`process.kill(process.pid, 'SIGKILL')`)).rejects.toThrow('SIGKILL');
  });

  it.each(['', 'done', '{"events":6,"seconds":1}', '{"events":7,"seconds":0}', '{"events":7}'])(
    'takes no result from a last line of %j',
    line => {
      expect(() => readResultLine(`${line}\n`, 7)).toThrow(ChildRunError);
    },
  );
});
