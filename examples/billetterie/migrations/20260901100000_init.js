export async function up(knex) {
  await knex.schema.createTable("organizers", (table) => {
    table.increments("id");
    table.string("email").notNullable().unique();
    table.string("name").notNullable();
    table.string("password").notNullable();
  });
  await knex.schema.createTable("events", (table) => {
    table.increments("id");
    table.integer("organizer_id").notNullable().references("organizers.id");
    table.string("slug").notNullable().unique();
    table.string("title").notNullable();
    table.text("description").notNullable();
    table.string("city").notNullable();
    table.timestamp("starts_at").notNullable();
    table.index(["starts_at"]);
  });
  await knex.schema.createTable("rates", (table) => {
    table.increments("id");
    table.integer("event_id").notNullable().references("events.id");
    table.string("name").notNullable();
    table.integer("price_cents").notNullable();
    table.integer("left").notNullable();
  });
  await knex.schema.createTable("orders", (table) => {
    table.string("id").primary();
    table.integer("event_id").notNullable().references("events.id");
    table.string("email").notNullable();
    table.string("status").notNullable().defaultTo("pending");
    table.integer("total_cents").notNullable();
    table.string("payment_id");
    table.timestamp("created_at").notNullable().defaultTo(knex.fn.now());
  });
  await knex.schema.createTable("tickets", (table) => {
    table.increments("id");
    table.string("order_id").notNullable().references("orders.id");
    table.integer("event_id").notNullable().references("events.id");
    table.integer("rate_id").notNullable().references("rates.id");
    table.string("code").notNullable().unique();
    table.string("holder").notNullable();
    table.timestamp("scanned_at");
    table.index(["event_id"]);
  });
}

export async function down(knex) {
  for (const name of ["tickets", "orders", "rates", "events", "organizers"]) await knex.schema.dropTable(name);
}
