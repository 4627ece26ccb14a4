import { readFileSync } from "node:fs";
import Handlebars from "handlebars";

export const eventPage = Handlebars.compile(readFileSync("templates/event.hbs", "utf8"));

export const confirmation = Handlebars.compile(
  "<h1>Vos billets pour {{title}}</h1><ul>{{#each tickets}}<li>{{holder}} : {{code}}</li>{{/each}}</ul>",
);
