export interface RequestHandlerExtra {
  readonly sessionId?: string;
  readonly authInfo?: { readonly clientId: string };
}

export declare class McpServer {
  registerTool(name: string, handler: (args: { readonly key: string }, extra: RequestHandlerExtra) => Promise<string>): void;
}
