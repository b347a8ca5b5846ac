import type { ReadModel } from '@cisterna/read-model';

interface Named {
  readonly installation: string;
}

const text = `select c.system_identifier::text || '-' || d.oid::text as installation
  from pg_control_system() c, pg_database d where d.datname = current_database()`;

/** Names the database that the positions of the feed belong to: no other one, not even one made anew in its place, has this name. */
export const installationOf = async ({ dataSource }: ReadModel): Promise<string> => {
  const [row] = await dataSource.query<Named[]>(text);
  return row?.installation ?? 'unknown';
};
