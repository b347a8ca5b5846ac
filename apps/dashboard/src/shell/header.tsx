import type { MouseEvent, ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { usePageConfig } from '../data/config.ts';
import { useLive } from '../data/use-live.ts';
import type { Connection } from '../data/live-store.ts';
import { contentId, focusContent } from '../parts/focus-content.ts';

const words: Readonly<Record<Connection, string>> = { connecting: 'Connecting …', live: 'Live', lost: 'Connection lost, what you see may be old' };

const NavLink = ({ to, children }: { readonly to: string; readonly children: ReactNode }): ReactNode => {
  const [here] = useRoute(to === '/' ? '/' : `${to}/*?`);
  return (
    <Link href={to} aria-current={here ? 'page' : undefined}>
      {children}
    </Link>
  );
};

/** The hash of the address is the route: a link into the page must not change it. */
const skip = (event: MouseEvent): void => {
  event.preventDefault();
  focusContent();
};

/** Where one is, where one can go, whether the page is live, and that nothing here is a medical device. */
export const Header = (): ReactNode => {
  const { connection, alerts } = useLive();
  const { simulated } = usePageConfig();
  const unseen = [...alerts.values()].filter(({ acknowledged }) => acknowledged === null).length;
  return (
    <header className="header">
      <a className="skip" href={`#${contentId}`} onClick={skip}>
        Skip to content
      </a>
      <span className="name">Cisterna</span>
      <nav aria-label="Pages">
        <NavLink to="/">Fleet</NavLink>
        <NavLink to="/alerts">Alerts{unseen > 0 ? ` (${unseen})` : ''}</NavLink>
        <NavLink to="/subscriptions">Subscriptions</NavLink>
        <NavLink to="/system">System</NavLink>
      </nav>
      <p className={`connection connection-${connection}`} role="status">
        {words[connection]}
      </p>
      <p className="disclaimer">{simulated ? 'Simulated data, not a medical device' : 'Decision support, not a medical device'}</p>
    </header>
  );
};
