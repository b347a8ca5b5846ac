import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { Route, Router, Switch } from 'wouter';
import { useHashPath } from '../data/hash-location.ts';
import { FleetPage } from '../fleet/fleet-page.tsx';
import { Empty, Loading } from '../parts/notice.tsx';
import { contentId } from '../parts/focus-content.ts';
import { Header } from './header.tsx';
import { KeyGate } from './key-gate.tsx';
import { PageBoundary } from './page-boundary.tsx';

const PumpPage = lazy(async () => ({ default: (await import('../pump/pump-page.tsx')).PumpPage }));
const AlertsPage = lazy(async () => ({ default: (await import('../alerts/alerts-page.tsx')).AlertsPage }));
const SubscriptionsPage = lazy(async () => ({ default: (await import('../subscriptions/subscriptions-page.tsx')).SubscriptionsPage }));
const SystemPage = lazy(async () => ({ default: (await import('../system/system-page.tsx')).SystemPage }));

const client = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 5_000, refetchOnWindowFocus: false } } });

const pages = (
  <Switch>
    <Route path="/" component={FleetPage} />
    <Route path="/pumps/:pumpId">{({ pumpId }) => <PumpPage pumpId={decodeURIComponent(pumpId)} />}</Route>
    <Route path="/alerts/:alertId?">{({ alertId }) => <AlertsPage alertId={alertId === undefined ? null : decodeURIComponent(alertId)} />}</Route>
    <Route path="/subscriptions" component={SubscriptionsPage} />
    <Route path="/system" component={SystemPage} />
    <Route>
      <h1>Not found</h1>
      <Empty>There is no such page.</Empty>
    </Route>
  </Switch>
);

/** The whole page: one route each for fleet, pump, alerts, subscriptions and system; only the fleet loads at once. */
export const App = (): ReactNode => {
  const [place] = useHashPath();
  return (
    <PageBoundary place={place}>
      <QueryClientProvider client={client}>
        <Router hook={useHashPath}>
          <KeyGate>
            <Header />
            <main id={contentId} tabIndex={-1}>
              <PageBoundary place={place}>
                <Suspense fallback={<Loading what="the page" />}>{pages}</Suspense>
              </PageBoundary>
            </main>
          </KeyGate>
        </Router>
      </QueryClientProvider>
    </PageBoundary>
  );
};
