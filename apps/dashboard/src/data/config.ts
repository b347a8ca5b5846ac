import { useQuery } from '@tanstack/react-query';

/** What the serving process says about itself. */
export interface PageConfig {
  /** Its pumps are simulated in the same process. */
  readonly simulated: boolean;
  /** Whether calls need a key, or a token in its place. */
  readonly access: 'open' | 'keys';
  /** What the service's present goes by. */
  readonly clock: 'wall' | 'stream';
}

const cautious: PageConfig = { simulated: true, access: 'open', clock: 'wall' };

const readConfig = async (): Promise<PageConfig> => {
  const answer = await fetch('/page/config.json');
  return answer.ok ? ((await answer.json()) as PageConfig) : cautious;
};

const useConfig = () => useQuery({ queryKey: ['config'], queryFn: readConfig, staleTime: Infinity });

/** The configuration; until it is known the data count as simulated. */
export const usePageConfig = (): PageConfig => useConfig().data ?? cautious;

/** Whether the service has said what it is, or did not answer when it was asked. */
export const useConfigAsked = (): boolean => {
  const { isPending, failureCount } = useConfig();
  return !isPending || failureCount > 0;
};
