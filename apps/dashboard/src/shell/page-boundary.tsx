import { Component, createRef, type ReactNode } from 'react';
import './page-boundary.css';

interface BoundaryProps {
  /** Where the page is: another place is tried anew. */
  readonly place: string;
  readonly children: ReactNode;
}

interface Failed {
  readonly error: unknown;
  /** Where it failed; null until that is noted. */
  readonly place: string | null;
}

interface BoundaryState {
  readonly failed: Failed | null;
}

const wordsOf = (error: unknown): string => (error instanceof Error && error.message !== '' ? error.message : 'Nothing more is known.');

const Ways = (): ReactNode => (
  <p className="broken-ways">
    <button type="button" onClick={() => { location.reload(); }}>
      Load the page again
    </button>
    <a href="#/">Back to the fleet</a>
  </p>
);

/** Shows, where a page can't be shown, what failed and the ways on, and takes the focus there; another route is tried anew. */
export class PageBoundary extends Component<BoundaryProps, BoundaryState> {
  override readonly state: BoundaryState = { failed: null };
  private readonly heading = createRef<HTMLHeadingElement>();

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failed: { error, place: null } };
  }

  static getDerivedStateFromProps({ place }: BoundaryProps, { failed }: BoundaryState): BoundaryState {
    if (failed === null) return { failed };
    return { failed: failed.place === null || failed.place === place ? { ...failed, place } : null };
  }

  override componentDidUpdate(_props: BoundaryProps, { failed }: BoundaryState): void {
    if (failed === null) this.heading.current?.focus();
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === null) return this.props.children;
    return (
      <section className="sheet broken" role="alert" aria-labelledby="broken-title">
        <h1 id="broken-title" tabIndex={-1} ref={this.heading}>
          This page can’t be shown
        </h1>
        <p>Something in it failed. What was saved is saved; pumps, alerts and messages go on without this page.</p>
        <Ways />
        <details>
          <summary>What failed</summary>
          <pre tabIndex={0}>{wordsOf(failed.error)}</pre>
        </details>
      </section>
    );
  }
}
