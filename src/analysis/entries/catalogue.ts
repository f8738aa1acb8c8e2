/** Frameworks whose callbacks run once per request, message or job. Each entry says how such a callback is recognised. */

export type EntryKind =
  | 'http' | 'websocket' | 'message' | 'queue' | 'tool' | 'rpc' | 'graphql' | 'lambda' | 'route-module' | 'server-action' | 'decorated' | 'typed';

/** Packages that serve requests: a function given to a routing method of something that comes from one is a handler. */
export const SERVER_PACKAGES: RegExp =
  /^(?:express|express-promise-router|fastify|@fastify\/.+|koa|koa-router|@koa\/router|hono(?:\/.+)?|@hono\/.+|hapi|@hapi\/hapi|restify|polka|connect|find-my-way|elysia|h3|nitropack|micro|itty-router|oak|@oak\/oak|@nestjs\/.+|next|next-connect|@trpc\/server.*|apollo-server.*|@apollo\/server.*|graphql-yoga|mercurius|ws|socket\.io|uWebSockets\.js|sockjs|(?:node:)?https?|(?:node:)?http2|(?:node:)?net|bun|deno|@modelcontextprotocol\/.+|fastmcp|bullmq|bull|bee-queue|agenda|amqplib|kafkajs|nats|@aws-sdk\/.+|@google-cloud\/pubsub|@azure\/.+|telegraf|grammy|discord\.js|@slack\/bolt|botbuilder|whatsapp-web\.js|@wppconnect-team\/wppconnect|@grpc\/grpc-js|moleculer|@feathersjs\/.+|vite|@remix-run\/.+|@sveltejs\/kit|firebase-functions.*|@google-cloud\/functions-framework|middy|@middy\/core|probot|passport(?:-.+)?|@fastify\/passport|multer(?:-.+)?|@fastify\/multipart|@adonisjs\/.+|@tsed\/.+|@loopback\/.+|@foal\/.+|@midwayjs\/.+|@hapi\/.+|routing-controllers|@redwoodjs\/.+|@blitzjs\/.+|@builder\.io\/qwik-city|@tanstack\/(?:react-|solid-)?start.*|@solidjs\/start.*|vike|@pothos\/.+|nexus|type-graphql|graphql-ws|graphql-http(?:\/.+)?|express-graphql|@envelop\/.+|@graphql-yoga\/.+|@ts-rest\/.+|@orpc\/server.*|@connectrpc\/.+|jayson(?:\/.+)?|openapi-backend|oidc-provider|smtp-server|ldapjs|aedes|primus|colyseus|@colyseus\/.+|@whatwg-node\/server|srvx|inngest(?:\/.+)?|@trigger\.dev\/.+|pg-boss|graphile-worker|sqs-consumer|amqp-connection-manager|rascal|faktory-worker|node-resque|@nats-io\/.+|@dapr\/dapr|node-telegram-bot-api|eris|tmi\.js|@twurple\/.+|matrix-bot-sdk|@line\/bot-sdk|wechaty|venom-bot|@open-wa\/.+|botkit|@octokit\/(?:app|webhooks)|@netlify\/functions|serverless-http)$/;

/** Methods that register something per request whatever object they are called on, if a path or a known package says so. */
export const ROUTING_METHODS: ReadonlySet<string> = new Set([
  'get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all', 'any', 'use', 'route', 'handle', 'param', 'addHook', 'register', 'ws', 'websocket',
  'on', 'once', 'addListener', 'onRequest', 'onMessage', 'onConnection', 'command', 'hears', 'action', 'event', 'message', 'view', 'shortcut',
  'tool', 'registerTool', 'resource', 'registerResource', 'prompt', 'registerPrompt', 'addTool', 'addResource', 'addPrompt', 'setRequestHandler', 'setNotificationHandler',
  'process', 'consume', 'subscribe', 'run', 'eachMessage', 'onCall', 'http', 'serve', 'createServer', 'createSecureServer', 'define', 'preHandler', 'onAnyMessage', 'fetch',
]);

/** Methods that can only mean a request handler, even on something untyped. */
export const HANDLER_METHODS: ReadonlySet<string> = new Set([
  'setRequestHandler', 'registerTool', 'addTool', 'registerResource', 'registerPrompt', 'setNotificationHandler', 'defineEventHandler', 'eventHandler', 'defineCachedEventHandler', 'cachedEventHandler', 'defineNuxtPlugin', 'defineNuxtRouteMiddleware', 'onCall', 'onRequest',
]);

/** Events that carry somebody's request. */
export const REQUEST_EVENT: RegExp = /^(?:request|connection|connect|secureConnection|message|messageCreate|message_create|interactionCreate|upgrade|checkContinue|stream|session|call|command|text|join|disconnect|job)$|(?:message|request|interaction|command)(?:_?received|_?created?)?$/i;

/** Fastify's hooks of a request, by names that mean nothing else. */
export const REQUEST_HOOK: RegExp = /^(?:onRequest|preParsing|preValidation|preHandler|preSerialization|onSend|onResponse|onRequestAbort)$/;

/** Properties of a descriptor object under which frameworks look for the function that serves one request. */
export const HANDLER_PROPERTY: RegExp = /^(?:context|createContext|handler|handlers|execute|resolve|subscribe|fetch|eachMessage|eachBatch|onRequest|preHandler|preValidation|preParsing|preSerialization|onSend|onResponse|callback|run|invoke|message|open|load|method|authenticate|authorize|handleMessage|handleMessageBatch|beforeHandle|afterHandle|mapResponse)$|^on(?!(?:Ready|Listen|Close|Register|Route|Start|Stop|Exit|Shutdown|Error|Fatal|PluginInit|SchemaChange|EnvelopInit|YogaInit|Init|Mount|Load|Warn)\b)[A-Z]/;

/** Packages that call every method of what they are given: the service of a remote call, or of a resource. */
export const SERVES_METHODS: RegExp = /^(?:@grpc\/grpc-js|@connectrpc\/.+|@feathersjs\/.+|jayson(?:\/.+)?|@ts-rest\/.+|openapi-backend|@temporalio\/worker|strong-soap|soap)$/;

/** Types of a parameter that say: this is one user's request. Each only when imported from a package, or the platform's own. */
export const REQUEST_TYPE: RegExp =
  /(?:^|\.)(?:Request|Response|NextRequest|NextApiRequest|NextApiResponse|FastifyRequest|FastifyReply|IncomingMessage|ServerResponse|Http2ServerRequest|HonoRequest|ParameterizedContext|ExecutionContext|ExecutionArgs|RouterContext|APIGatewayProxyEvent(?:V2)?|APIGatewayEvent|H3Event|RequestEvent|LoaderFunctionArgs|ActionFunctionArgs|CallToolRequest|RequestHandlerExtra|AuthInfo|HttpContext(?:Contract)?|GetServerSidePropsContext|ServerUnaryCall|Context)$/;

/** Types of a handler as a whole. */
export const HANDLER_TYPE: RegExp = /(?:^|\.)(?:RequestHandler|ErrorRequestHandler|Handler|NextApiHandler|RouteHandler(?:Method)?|Middleware|MiddlewareHandler|APIGatewayProxyHandler(?:V2)?|GetServerSideProps|LoaderFunction|ActionFunction|SQSHandler|ToolCallback)$/;

/** Decorators that mark a method which a framework calls per request, message or job. */
export const METHOD_DECORATOR: RegExp =
  /^(?:Get|Post|Put|Patch|Delete|Head|Options|All|Sse|Search|MessagePattern|EventPattern|GrpcMethod|GrpcStreamMethod|SubscribeMessage|Query|Mutation|Subscription|ResolveField|FieldResolver|ResolveReference|Process|Processor|OnEvent|OnQueueEvent|RabbitSubscribe|RabbitRPC|SqsMessageHandler|Tool|Resource|Prompt|HttpGet|HttpPost|Route|httpGet|httpPost|httpPut|httpDelete|httpPatch|all|Action|Command|On|SlashCommand)$/;

/** Classes whose instances a container makes once for the whole process. */
export const SHARED_CLASS_DECORATOR: RegExp = /^(?:Injectable|Controller|Resolver|WebSocketGateway|Processor|Service|singleton|Singleton|Catch|JsonController|RestController|Module|provide|Provide|controller)$/;

/** Methods of framework interfaces: guards, interceptors, pipes, middleware. */
export const INTERFACE_METHOD: RegExp = /^(?:canActivate|intercept|transform|catch|use|handleConnection|handleDisconnect|handleRequest|validate|resolve)$/;
