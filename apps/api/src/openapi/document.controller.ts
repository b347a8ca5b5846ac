import { Controller, Inject } from '@nestjs/common';
import { asyncApiDocument, schemas, type AsyncApiDocument } from '@cisterna/contract';
import type { Settings } from '@cisterna/platform';
import { Handles, type Route } from '../http/route.ts';
import { ROUTES, SETTINGS } from '../tokens.ts';
import { asyncApi, openApi } from './document.routes.ts';
import { openApiDocument, type OpenApiDocument } from './openapi.ts';

/** The version of the two documents: that of the interface, raised when it changes. */
const version = '1.0.0';

const info = {
  title: 'Cisterna',
  version,
  description:
    'Telemetry of implanted intrathecal drug pumps: reservoir levels, suspicion of catheter faults, refill alerts. Simulated data, not a medical device.',
};

@Controller()
export class DocumentController {
  private readonly documents: { readonly openApi: OpenApiDocument; readonly asyncApi: AsyncApiDocument };

  constructor(@Inject(ROUTES) routes: readonly Route[], @Inject(SETTINGS) { topics }: Pick<Settings, 'topics'>) {
    this.documents = {
      openApi: openApiDocument(routes, schemas, info),
      asyncApi: asyncApiDocument(version, topics),
    };
  }

  @Handles(openApi)
  openApi(): OpenApiDocument {
    return this.documents.openApi;
  }

  @Handles(asyncApi)
  asyncApi(): AsyncApiDocument {
    return this.documents.asyncApi;
  }
}
