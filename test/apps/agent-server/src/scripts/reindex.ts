#!/usr/bin/env node
/** `npm run reindex -- <user id>…`: prints what a search would find for each user. */
import { getAgentInstanceFactory } from '../agents/index.js';
import { findUser } from '../auth/users.js';
import { noteStore } from '../stores/note-store.js';

for (const id of process.argv.slice(2)) {
  const user = findUser(id);
  if (!user) {
    console.error(`There is no user called ${id}`);
    process.exitCode = 1;
    continue;
  }
  const factory = getAgentInstanceFactory();
  factory.beginRequest(user);
  const notes = await noteStore.list(factory.user.id);
  console.log(`${factory.user.name}: ${notes.length} notes`);
}
