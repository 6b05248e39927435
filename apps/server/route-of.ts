import type { FastifyRequest } from 'fastify';

/** The pattern of a request's route, `/api/v1/audits/:id`: what may be told of an address, which itself may hold a name. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none';
