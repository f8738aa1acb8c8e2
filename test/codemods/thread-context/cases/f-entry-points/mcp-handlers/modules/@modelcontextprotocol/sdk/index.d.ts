export interface RequestHandlerExtra {
  readonly sessionId?: string;
  readonly authInfo?: { readonly clientId: string };
}

export interface CallToolRequest {
  readonly params: { readonly name: string };
}

export declare const CallToolRequestSchema: { readonly method: 'tools/call' };

export declare class McpServer {
  readonly server: { setRequestHandler(schema: typeof CallToolRequestSchema, handler: (request: CallToolRequest, extra: RequestHandlerExtra) => Promise<string>): void };
  registerTool(name: string, handler: (args: { readonly key: string }, extra: RequestHandlerExtra) => Promise<string>): void;
  registerPrompt(name: string, handler: (extra: RequestHandlerExtra) => string): void;
}
