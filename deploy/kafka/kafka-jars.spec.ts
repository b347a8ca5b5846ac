import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaVersion, pomFile } from './kafka-jars.ts';
import { repositoryRoot } from './repository.ts';

describe('where Apache Kafka comes from', () => {
  it('is the project’s pom.xml, which names its version', () => {
    expect(pomFile()).toBe(join(repositoryRoot(), 'deploy', 'kafka', 'pom.xml'));
    expect(existsSync(pomFile())).toBe(true);
    expect(kafkaVersion()).toMatch(/^4\.\d+\.\d+$/);
  });

  it('is found from any folder of the project, and from nowhere else', () => {
    expect(repositoryRoot(join(repositoryRoot(), 'dist', 'deploy', 'kafka'))).toBe(repositoryRoot());
    expect(() => repositoryRoot('/')).toThrow('no package.json above /');
  });
});
