import type { AlertCommandCall, AlertView } from '@cisterna/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { call } from '../data/call.ts';
import { commandBody, runAll, type CommandWords, type Outcome } from './commands.ts';
import { alertKey } from './use-alert.ts';

/** How far a command has come with the alerts it was given. */
export interface CommandRun {
  readonly outcomes: readonly Outcome<AlertView>[];
  readonly running: boolean;
  readonly run: (command: AlertCommandCall, alerts: readonly AlertView[], words: CommandWords) => Promise<void>;
}

/** Carries a command out on one alert or many, and shows the answers at once everywhere. */
export const useCommand = (): CommandRun => {
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<readonly Outcome<AlertView>[]>([]);
  const [running, setRunning] = useState(false);
  const run = useCallback(
    async (command: AlertCommandCall, alerts: readonly AlertView[], words: CommandWords): Promise<void> => {
      setOutcomes([]);
      setRunning(true);
      const order = async ({ id }: AlertView): Promise<void> => {
        const answer = await call<AlertView>(`/v1/alerts/${encodeURIComponent(id)}/${command}`, { method: 'POST', body: commandBody(command, words) });
        client.setQueryData(alertKey(id), answer);
      };
      await runAll(alerts, order, outcome => { setOutcomes(former => [...former, outcome]); });
      setRunning(false);
      void client.invalidateQueries({ queryKey: ['alerts'] });
    },
    [client],
  );
  return { outcomes, running, run };
};
