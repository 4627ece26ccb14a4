import {
  type Account,
  accounts,
  type CheckIn,
  type Collection,
  type Community,
  type Contribution,
  type Conversation,
  checkIns,
  collections,
  communities,
  contributions,
  conversations,
  type EmailLog,
  type EmailTemplate,
  type Event,
  type EventRegistration,
  emailLogs,
  emailTemplates,
  eventRegistrations,
  events,
  type Fee,
  fees,
  type InsertAccount,
  type InsertCheckIn,
  type InsertCollection,
  type InsertCommunity,
  type InsertContribution,
  type InsertConversation,
  type InsertEmailLog,
  type InsertEvent,
  type InsertFee,
  type InsertMembership,
  type InsertMessage,
  type InsertNews,
  type InsertPayment,
  type InsertPlan,
  type InsertSection,
  type InsertStaff,
  type InsertTicket,
  type InsertTicketReply,
  type InsertTransaction,
  type InsertUpload,
  type Membership,
  type Message,
  memberships,
  messages,
  type News,
  news,
  type Payment,
  type Plan,
  payments,
  plans,
  type Section,
  type Staff,
  sections,
  staff,
  type Ticket,
  type TicketReply,
  type Transaction,
  ticketReplies,
  tickets,
  transactions,
  type Upload,
  uploads,
} from "@shared/schema";
import { and, asc, count, desc, eq, gte, ilike, isNull, lte, or, sql, sum } from "drizzle-orm";
import { db } from "./db";

export interface IStorage {
  // Accounts
  getAccount(id: string): Promise<Account | undefined>;
  getAccountByEmail(email: string): Promise<Account | undefined>;
  getAccountByResetToken(token: string): Promise<Account | undefined>;
  getAllAccounts(): Promise<Account[]>;
  createAccount(data: InsertAccount): Promise<Account>;
  updateAccount(id: string, data: Partial<InsertAccount>): Promise<Account | undefined>;
  countAccounts(): Promise<number>;

  // Staff
  getStaff(id: string): Promise<Staff | undefined>;
  getStaffByEmail(email: string): Promise<Staff | undefined>;
  createStaff(data: InsertStaff): Promise<Staff>;

  // Plans
  getPlans(): Promise<Plan[]>;
  getPlan(id: string): Promise<Plan | undefined>;
  getPlanByCode(code: string): Promise<Plan | undefined>;
  createPlan(data: InsertPlan): Promise<Plan>;
  updatePlan(id: string, data: Partial<InsertPlan>): Promise<Plan | undefined>;

  // Communities
  getCommunities(search?: string): Promise<Community[]>;
  getCommunity(id: string): Promise<Community | undefined>;
  getCommunityBySlug(slug: string): Promise<Community | undefined>;
  createCommunity(data: InsertCommunity): Promise<Community>;
  updateCommunity(id: string, data: Partial<InsertCommunity>): Promise<Community | undefined>;
  getSections(communityId: string): Promise<Section[]>;
  createSection(data: InsertSection): Promise<Section>;

  // Memberships
  getMembership(id: string): Promise<Membership | undefined>;
  getMembershipByCardCode(cardCode: string): Promise<Membership | undefined>;
  getMembershipsByAccount(accountId: string): Promise<Membership[]>;
  getMembershipOf(accountId: string, communityId: string): Promise<Membership | undefined>;
  getMembersByCommunity(communityId: string): Promise<Membership[]>;
  getMembersExpiringBefore(date: Date): Promise<Membership[]>;
  countMembers(communityId: string): Promise<number>;
  createMembership(data: InsertMembership): Promise<Membership>;
  updateMembership(id: string, data: Partial<InsertMembership>): Promise<Membership | undefined>;

  // Events
  getEvents(communityId: string): Promise<Event[]>;
  getUpcomingEvents(communityId: string): Promise<Event[]>;
  getEventsStartingBetween(from: Date, to: Date): Promise<Event[]>;
  getEvent(id: string): Promise<Event | undefined>;
  createEvent(data: InsertEvent): Promise<Event>;
  updateEvent(id: string, data: Partial<InsertEvent>): Promise<Event | undefined>;
  deleteEvent(id: string): Promise<void>;
  getRegistrations(eventId: string): Promise<EventRegistration[]>;
  getRegistration(eventId: string, membershipId: string): Promise<EventRegistration | undefined>;
  countRegistrations(eventId: string): Promise<number>;
  createRegistration(eventId: string, membershipId: string): Promise<EventRegistration>;
  cancelRegistration(id: string): Promise<void>;
  getCheckIns(eventId: string): Promise<CheckIn[]>;
  getCheckIn(eventId: string, membershipId: string): Promise<CheckIn | undefined>;
  countCheckIns(eventId: string): Promise<number>;
  createCheckIn(data: InsertCheckIn): Promise<CheckIn>;

  // News
  getNews(communityId: string): Promise<News[]>;
  getNewsItem(id: string): Promise<News | undefined>;
  createNews(data: InsertNews): Promise<News>;
  updateNews(id: string, data: Partial<InsertNews>): Promise<News | undefined>;
  deleteNews(id: string): Promise<void>;

  // Conversations
  getConversationsByCommunity(communityId: string): Promise<Conversation[]>;
  getConversationsByMembership(membershipId: string): Promise<Conversation[]>;
  getConversation(id: string): Promise<Conversation | undefined>;
  createConversation(data: InsertConversation): Promise<Conversation>;
  updateConversation(id: string, data: Partial<InsertConversation>): Promise<Conversation | undefined>;
  getMessages(conversationId: string): Promise<Message[]>;
  getLastMessage(conversationId: string): Promise<Message | undefined>;
  countUnreadMessages(conversationId: string): Promise<number>;
  markMessagesRead(conversationId: string, senderType: string): Promise<void>;
  createMessage(data: InsertMessage): Promise<Message>;

  // Fees, payments, transactions
  getFees(communityId: string): Promise<Fee[]>;
  getFee(id: string): Promise<Fee | undefined>;
  createFee(data: InsertFee): Promise<Fee>;
  updateFee(id: string, data: Partial<InsertFee>): Promise<Fee | undefined>;
  getPayment(id: string): Promise<Payment | undefined>;
  getPaymentBySession(stripeSessionId: string): Promise<Payment | undefined>;
  getPaymentByIntent(stripePaymentIntentId: string): Promise<Payment | undefined>;
  getPaymentsByMembership(membershipId: string): Promise<Payment[]>;
  getPaymentsByCommunity(communityId: string): Promise<Payment[]>;
  getLastPayment(membershipId: string): Promise<Payment | undefined>;
  createPayment(data: InsertPayment): Promise<Payment>;
  updatePayment(id: string, data: Partial<InsertPayment>): Promise<Payment | undefined>;
  getTransactions(communityId: string): Promise<Transaction[]>;
  getAllTransactions(): Promise<Transaction[]>;
  sumTransactions(communityId: string): Promise<number>;
  createTransaction(data: InsertTransaction): Promise<Transaction>;

  // Fundraising
  getCollections(communityId: string): Promise<Collection[]>;
  getCollection(id: string): Promise<Collection | undefined>;
  createCollection(data: InsertCollection): Promise<Collection>;
  updateCollection(id: string, data: Partial<InsertCollection>): Promise<Collection | undefined>;
  addToCollection(id: string, amountCents: number): Promise<void>;
  getContributions(collectionId: string): Promise<Contribution[]>;
  createContribution(data: InsertContribution): Promise<Contribution>;

  // Support
  getAllTickets(): Promise<Ticket[]>;
  getTicketsByAccount(accountId: string): Promise<Ticket[]>;
  getTicket(id: string): Promise<Ticket | undefined>;
  createTicket(data: InsertTicket): Promise<Ticket>;
  updateTicket(id: string, data: Partial<InsertTicket>): Promise<Ticket | undefined>;
  getTicketReplies(ticketId: string): Promise<TicketReply[]>;
  createTicketReply(data: InsertTicketReply): Promise<TicketReply>;

  // E-mails
  getEmailTemplates(): Promise<EmailTemplate[]>;
  getEmailTemplate(type: string): Promise<EmailTemplate | undefined>;
  saveEmailTemplate(type: string, subject: string, html: string): Promise<EmailTemplate>;
  getEmailLogs(): Promise<EmailLog[]>;
  createEmailLog(data: InsertEmailLog): Promise<EmailLog>;

  // Uploads
  getUploads(communityId: string): Promise<Upload[]>;
  getUpload(id: string): Promise<Upload | undefined>;
  createUpload(data: InsertUpload): Promise<Upload>;
  updateUpload(id: string, data: Partial<InsertUpload>): Promise<Upload | undefined>;
  deleteUpload(id: string): Promise<void>;
}

export class DatabaseStorage implements IStorage {
  // Accounts
  async getAccount(id: string): Promise<Account | undefined> {
    const [account] = await db.select().from(accounts).where(eq(accounts.id, id));
    return account;
  }

  async getAccountByEmail(email: string): Promise<Account | undefined> {
    const [account] = await db.select().from(accounts).where(eq(accounts.email, email.toLowerCase()));
    return account;
  }

  async getAccountByResetToken(token: string): Promise<Account | undefined> {
    const [account] = await db.select().from(accounts).where(eq(accounts.resetToken, token));
    return account;
  }

  async getAllAccounts(): Promise<Account[]> {
    return db.select().from(accounts).orderBy(desc(accounts.createdAt));
  }

  async createAccount(data: InsertAccount): Promise<Account> {
    const [account] = await db
      .insert(accounts)
      .values({ ...data, email: data.email.toLowerCase() })
      .returning();
    return account;
  }

  async updateAccount(id: string, data: Partial<InsertAccount>): Promise<Account | undefined> {
    const [account] = await db.update(accounts).set(data).where(eq(accounts.id, id)).returning();
    return account;
  }

  async countAccounts(): Promise<number> {
    const [row] = await db.select({ value: count() }).from(accounts);
    return row.value;
  }

  // Staff
  async getStaff(id: string): Promise<Staff | undefined> {
    const [user] = await db.select().from(staff).where(eq(staff.id, id));
    return user;
  }

  async getStaffByEmail(email: string): Promise<Staff | undefined> {
    const [user] = await db.select().from(staff).where(eq(staff.email, email.toLowerCase()));
    return user;
  }

  async createStaff(data: InsertStaff): Promise<Staff> {
    const [user] = await db
      .insert(staff)
      .values({ ...data, email: data.email.toLowerCase() })
      .returning();
    return user;
  }

  // Plans
  async getPlans(): Promise<Plan[]> {
    return db.select().from(plans).orderBy(asc(plans.position));
  }

  async getPlan(id: string): Promise<Plan | undefined> {
    const [plan] = await db.select().from(plans).where(eq(plans.id, id));
    return plan;
  }

  async getPlanByCode(code: string): Promise<Plan | undefined> {
    const [plan] = await db.select().from(plans).where(eq(plans.code, code));
    return plan;
  }

  async createPlan(data: InsertPlan): Promise<Plan> {
    const [plan] = await db.insert(plans).values(data).returning();
    return plan;
  }

  async updatePlan(id: string, data: Partial<InsertPlan>): Promise<Plan | undefined> {
    const [plan] = await db.update(plans).set(data).where(eq(plans.id, id)).returning();
    return plan;
  }

  // Communities
  async getCommunities(search?: string): Promise<Community[]> {
    if (search) {
      return db
        .select()
        .from(communities)
        .where(or(ilike(communities.name, `%${search}%`), ilike(communities.city, `%${search}%`)))
        .orderBy(asc(communities.name));
    }
    return db.select().from(communities).orderBy(asc(communities.name));
  }

  async getCommunity(id: string): Promise<Community | undefined> {
    const [community] = await db.select().from(communities).where(eq(communities.id, id));
    return community;
  }

  async getCommunityBySlug(slug: string): Promise<Community | undefined> {
    const [community] = await db.select().from(communities).where(eq(communities.slug, slug));
    return community;
  }

  async createCommunity(data: InsertCommunity): Promise<Community> {
    const [community] = await db.insert(communities).values(data).returning();
    return community;
  }

  async updateCommunity(id: string, data: Partial<InsertCommunity>): Promise<Community | undefined> {
    const [community] = await db.update(communities).set(data).where(eq(communities.id, id)).returning();
    return community;
  }

  async getSections(communityId: string): Promise<Section[]> {
    return db.select().from(sections).where(eq(sections.communityId, communityId)).orderBy(asc(sections.name));
  }

  async createSection(data: InsertSection): Promise<Section> {
    const [section] = await db.insert(sections).values(data).returning();
    return section;
  }

  // Memberships
  async getMembership(id: string): Promise<Membership | undefined> {
    const [membership] = await db.select().from(memberships).where(eq(memberships.id, id));
    return membership;
  }

  async getMembershipByCardCode(cardCode: string): Promise<Membership | undefined> {
    const [membership] = await db.select().from(memberships).where(eq(memberships.cardCode, cardCode));
    return membership;
  }

  async getMembershipsByAccount(accountId: string): Promise<Membership[]> {
    return db.select().from(memberships).where(eq(memberships.accountId, accountId));
  }

  async getMembershipOf(accountId: string, communityId: string): Promise<Membership | undefined> {
    const [membership] = await db
      .select()
      .from(memberships)
      .where(and(eq(memberships.accountId, accountId), eq(memberships.communityId, communityId)));
    return membership;
  }

  async getMembersByCommunity(communityId: string): Promise<Membership[]> {
    return db
      .select()
      .from(memberships)
      .where(eq(memberships.communityId, communityId))
      .orderBy(asc(memberships.displayName));
  }

  async getMembersExpiringBefore(date: Date): Promise<Membership[]> {
    return db
      .select()
      .from(memberships)
      .where(and(eq(memberships.feeStatus, "paid"), lte(memberships.expiresAt, date)));
  }

  async countMembers(communityId: string): Promise<number> {
    const [row] = await db
      .select({ value: count() })
      .from(memberships)
      .where(and(eq(memberships.communityId, communityId), eq(memberships.status, "active")));
    return row.value;
  }

  async createMembership(data: InsertMembership): Promise<Membership> {
    const [membership] = await db.insert(memberships).values(data).returning();
    return membership;
  }

  async updateMembership(id: string, data: Partial<InsertMembership>): Promise<Membership | undefined> {
    const [membership] = await db.update(memberships).set(data).where(eq(memberships.id, id)).returning();
    return membership;
  }

  // Events
  async getEvents(communityId: string): Promise<Event[]> {
    return db.select().from(events).where(eq(events.communityId, communityId)).orderBy(desc(events.startsAt));
  }

  async getUpcomingEvents(communityId: string): Promise<Event[]> {
    return db
      .select()
      .from(events)
      .where(and(eq(events.communityId, communityId), eq(events.status, "published"), gte(events.startsAt, new Date())))
      .orderBy(asc(events.startsAt));
  }

  async getEventsStartingBetween(from: Date, to: Date): Promise<Event[]> {
    return db
      .select()
      .from(events)
      .where(and(gte(events.startsAt, from), lte(events.startsAt, to), isNull(events.reminderSentAt)));
  }

  async getEvent(id: string): Promise<Event | undefined> {
    const [event] = await db.select().from(events).where(eq(events.id, id));
    return event;
  }

  async createEvent(data: InsertEvent): Promise<Event> {
    const [event] = await db.insert(events).values(data).returning();
    return event;
  }

  async updateEvent(id: string, data: Partial<InsertEvent>): Promise<Event | undefined> {
    const [event] = await db.update(events).set(data).where(eq(events.id, id)).returning();
    return event;
  }

  async deleteEvent(id: string): Promise<void> {
    await db.delete(checkIns).where(eq(checkIns.eventId, id));
    await db.delete(eventRegistrations).where(eq(eventRegistrations.eventId, id));
    await db.delete(events).where(eq(events.id, id));
  }

  async getRegistrations(eventId: string): Promise<EventRegistration[]> {
    return db
      .select()
      .from(eventRegistrations)
      .where(eq(eventRegistrations.eventId, eventId))
      .orderBy(asc(eventRegistrations.createdAt));
  }

  async getRegistration(eventId: string, membershipId: string): Promise<EventRegistration | undefined> {
    const [registration] = await db
      .select()
      .from(eventRegistrations)
      .where(
        and(
          eq(eventRegistrations.eventId, eventId),
          eq(eventRegistrations.membershipId, membershipId),
          eq(eventRegistrations.status, "confirmed"),
        ),
      );
    return registration;
  }

  async countRegistrations(eventId: string): Promise<number> {
    const [row] = await db
      .select({ value: count() })
      .from(eventRegistrations)
      .where(and(eq(eventRegistrations.eventId, eventId), eq(eventRegistrations.status, "confirmed")));
    return row.value;
  }

  async createRegistration(eventId: string, membershipId: string): Promise<EventRegistration> {
    const [registration] = await db.insert(eventRegistrations).values({ eventId, membershipId }).returning();
    return registration;
  }

  async cancelRegistration(id: string): Promise<void> {
    await db.update(eventRegistrations).set({ status: "cancelled" }).where(eq(eventRegistrations.id, id));
  }

  async getCheckIns(eventId: string): Promise<CheckIn[]> {
    return db.select().from(checkIns).where(eq(checkIns.eventId, eventId)).orderBy(desc(checkIns.scannedAt));
  }

  async getCheckIn(eventId: string, membershipId: string): Promise<CheckIn | undefined> {
    const [checkIn] = await db
      .select()
      .from(checkIns)
      .where(and(eq(checkIns.eventId, eventId), eq(checkIns.membershipId, membershipId)));
    return checkIn;
  }

  async countCheckIns(eventId: string): Promise<number> {
    const [row] = await db.select({ value: count() }).from(checkIns).where(eq(checkIns.eventId, eventId));
    return row.value;
  }

  async createCheckIn(data: InsertCheckIn): Promise<CheckIn> {
    const [checkIn] = await db.insert(checkIns).values(data).returning();
    return checkIn;
  }

  // News
  async getNews(communityId: string): Promise<News[]> {
    return db.select().from(news).where(eq(news.communityId, communityId)).orderBy(desc(news.createdAt));
  }

  async getNewsItem(id: string): Promise<News | undefined> {
    const [item] = await db.select().from(news).where(eq(news.id, id));
    return item;
  }

  async createNews(data: InsertNews): Promise<News> {
    const [item] = await db.insert(news).values(data).returning();
    return item;
  }

  async updateNews(id: string, data: Partial<InsertNews>): Promise<News | undefined> {
    const [item] = await db.update(news).set(data).where(eq(news.id, id)).returning();
    return item;
  }

  async deleteNews(id: string): Promise<void> {
    await db.delete(news).where(eq(news.id, id));
  }

  // Conversations
  async getConversationsByCommunity(communityId: string): Promise<Conversation[]> {
    return db
      .select()
      .from(conversations)
      .where(eq(conversations.communityId, communityId))
      .orderBy(desc(conversations.updatedAt));
  }

  async getConversationsByMembership(membershipId: string): Promise<Conversation[]> {
    return db
      .select()
      .from(conversations)
      .where(eq(conversations.membershipId, membershipId))
      .orderBy(desc(conversations.updatedAt));
  }

  async getConversation(id: string): Promise<Conversation | undefined> {
    const [conversation] = await db.select().from(conversations).where(eq(conversations.id, id));
    return conversation;
  }

  async createConversation(data: InsertConversation): Promise<Conversation> {
    const [conversation] = await db.insert(conversations).values(data).returning();
    return conversation;
  }

  async updateConversation(id: string, data: Partial<InsertConversation>): Promise<Conversation | undefined> {
    const [conversation] = await db.update(conversations).set(data).where(eq(conversations.id, id)).returning();
    return conversation;
  }

  async getMessages(conversationId: string): Promise<Message[]> {
    return db
      .select()
      .from(messages)
      .where(eq(messages.conversationId, conversationId))
      .orderBy(asc(messages.createdAt));
  }

  async getLastMessage(conversationId: string): Promise<Message | undefined> {
    const [message] = await db
      .select()
      .from(messages)
      .where(eq(messages.conversationId, conversationId))
      .orderBy(desc(messages.createdAt))
      .limit(1);
    return message;
  }

  async countUnreadMessages(conversationId: string): Promise<number> {
    const [row] = await db
      .select({ value: count() })
      .from(messages)
      .where(and(eq(messages.conversationId, conversationId), isNull(messages.readAt)));
    return row.value;
  }

  async markMessagesRead(conversationId: string, senderType: string): Promise<void> {
    await db
      .update(messages)
      .set({ readAt: new Date() })
      .where(
        and(eq(messages.conversationId, conversationId), eq(messages.senderType, senderType), isNull(messages.readAt)),
      );
  }

  async createMessage(data: InsertMessage): Promise<Message> {
    const [message] = await db.insert(messages).values(data).returning();
    return message;
  }

  // Fees, payments, transactions
  async getFees(communityId: string): Promise<Fee[]> {
    return db
      .select()
      .from(fees)
      .where(and(eq(fees.communityId, communityId), eq(fees.active, true)))
      .orderBy(asc(fees.amountCents));
  }

  async getFee(id: string): Promise<Fee | undefined> {
    const [fee] = await db.select().from(fees).where(eq(fees.id, id));
    return fee;
  }

  async createFee(data: InsertFee): Promise<Fee> {
    const [fee] = await db.insert(fees).values(data).returning();
    return fee;
  }

  async updateFee(id: string, data: Partial<InsertFee>): Promise<Fee | undefined> {
    const [fee] = await db.update(fees).set(data).where(eq(fees.id, id)).returning();
    return fee;
  }

  async getPayment(id: string): Promise<Payment | undefined> {
    const [payment] = await db.select().from(payments).where(eq(payments.id, id));
    return payment;
  }

  async getPaymentBySession(stripeSessionId: string): Promise<Payment | undefined> {
    const [payment] = await db.select().from(payments).where(eq(payments.stripeSessionId, stripeSessionId));
    return payment;
  }

  async getPaymentByIntent(stripePaymentIntentId: string): Promise<Payment | undefined> {
    const [payment] = await db.select().from(payments).where(eq(payments.stripePaymentIntentId, stripePaymentIntentId));
    return payment;
  }

  async getPaymentsByMembership(membershipId: string): Promise<Payment[]> {
    return db.select().from(payments).where(eq(payments.membershipId, membershipId)).orderBy(desc(payments.createdAt));
  }

  async getPaymentsByCommunity(communityId: string): Promise<Payment[]> {
    return db.select().from(payments).where(eq(payments.communityId, communityId)).orderBy(desc(payments.createdAt));
  }

  async getLastPayment(membershipId: string): Promise<Payment | undefined> {
    const [payment] = await db
      .select()
      .from(payments)
      .where(and(eq(payments.membershipId, membershipId), eq(payments.status, "paid")))
      .orderBy(desc(payments.paidAt))
      .limit(1);
    return payment;
  }

  async createPayment(data: InsertPayment): Promise<Payment> {
    const [payment] = await db.insert(payments).values(data).returning();
    return payment;
  }

  async updatePayment(id: string, data: Partial<InsertPayment>): Promise<Payment | undefined> {
    const [payment] = await db.update(payments).set(data).where(eq(payments.id, id)).returning();
    return payment;
  }

  async getTransactions(communityId: string): Promise<Transaction[]> {
    return db
      .select()
      .from(transactions)
      .where(eq(transactions.communityId, communityId))
      .orderBy(desc(transactions.createdAt));
  }

  async getAllTransactions(): Promise<Transaction[]> {
    return db.select().from(transactions).orderBy(desc(transactions.createdAt));
  }

  async sumTransactions(communityId: string): Promise<number> {
    const [row] = await db
      .select({ value: sum(transactions.amountCents) })
      .from(transactions)
      .where(eq(transactions.communityId, communityId));
    return Number(row.value ?? 0);
  }

  async createTransaction(data: InsertTransaction): Promise<Transaction> {
    const [transaction] = await db.insert(transactions).values(data).returning();
    return transaction;
  }

  // Fundraising
  async getCollections(communityId: string): Promise<Collection[]> {
    return db
      .select()
      .from(collections)
      .where(eq(collections.communityId, communityId))
      .orderBy(desc(collections.createdAt));
  }

  async getCollection(id: string): Promise<Collection | undefined> {
    const [collection] = await db.select().from(collections).where(eq(collections.id, id));
    return collection;
  }

  async createCollection(data: InsertCollection): Promise<Collection> {
    const [collection] = await db.insert(collections).values(data).returning();
    return collection;
  }

  async updateCollection(id: string, data: Partial<InsertCollection>): Promise<Collection | undefined> {
    const [collection] = await db.update(collections).set(data).where(eq(collections.id, id)).returning();
    return collection;
  }

  async addToCollection(id: string, amountCents: number): Promise<void> {
    await db
      .update(collections)
      .set({ raisedCents: sql`${collections.raisedCents} + ${amountCents}` })
      .where(eq(collections.id, id));
  }

  async getContributions(collectionId: string): Promise<Contribution[]> {
    return db
      .select()
      .from(contributions)
      .where(eq(contributions.collectionId, collectionId))
      .orderBy(desc(contributions.createdAt));
  }

  async createContribution(data: InsertContribution): Promise<Contribution> {
    const [contribution] = await db.insert(contributions).values(data).returning();
    return contribution;
  }

  // Support
  async getAllTickets(): Promise<Ticket[]> {
    return db.select().from(tickets).orderBy(desc(tickets.createdAt));
  }

  async getTicketsByAccount(accountId: string): Promise<Ticket[]> {
    return db.select().from(tickets).where(eq(tickets.accountId, accountId)).orderBy(desc(tickets.createdAt));
  }

  async getTicket(id: string): Promise<Ticket | undefined> {
    const [ticket] = await db.select().from(tickets).where(eq(tickets.id, id));
    return ticket;
  }

  async createTicket(data: InsertTicket): Promise<Ticket> {
    const [ticket] = await db.insert(tickets).values(data).returning();
    return ticket;
  }

  async updateTicket(id: string, data: Partial<InsertTicket>): Promise<Ticket | undefined> {
    const [ticket] = await db.update(tickets).set(data).where(eq(tickets.id, id)).returning();
    return ticket;
  }

  async getTicketReplies(ticketId: string): Promise<TicketReply[]> {
    return db
      .select()
      .from(ticketReplies)
      .where(eq(ticketReplies.ticketId, ticketId))
      .orderBy(asc(ticketReplies.createdAt));
  }

  async createTicketReply(data: InsertTicketReply): Promise<TicketReply> {
    const [reply] = await db.insert(ticketReplies).values(data).returning();
    return reply;
  }

  // E-mails
  async getEmailTemplates(): Promise<EmailTemplate[]> {
    return db.select().from(emailTemplates).orderBy(asc(emailTemplates.type));
  }

  async getEmailTemplate(type: string): Promise<EmailTemplate | undefined> {
    const [template] = await db.select().from(emailTemplates).where(eq(emailTemplates.type, type));
    return template;
  }

  async saveEmailTemplate(type: string, subject: string, html: string): Promise<EmailTemplate> {
    const [template] = await db
      .insert(emailTemplates)
      .values({ type, subject, html })
      .onConflictDoUpdate({ target: emailTemplates.type, set: { subject, html, updatedAt: new Date() } })
      .returning();
    return template;
  }

  async getEmailLogs(): Promise<EmailLog[]> {
    return db.select().from(emailLogs).orderBy(desc(emailLogs.createdAt));
  }

  async createEmailLog(data: InsertEmailLog): Promise<EmailLog> {
    const [log] = await db.insert(emailLogs).values(data).returning();
    return log;
  }

  // Uploads
  async getUploads(communityId: string): Promise<Upload[]> {
    return db.select().from(uploads).where(eq(uploads.communityId, communityId)).orderBy(desc(uploads.createdAt));
  }

  async getUpload(id: string): Promise<Upload | undefined> {
    const [upload] = await db.select().from(uploads).where(eq(uploads.id, id));
    return upload;
  }

  async createUpload(data: InsertUpload): Promise<Upload> {
    const [upload] = await db.insert(uploads).values(data).returning();
    return upload;
  }

  async updateUpload(id: string, data: Partial<InsertUpload>): Promise<Upload | undefined> {
    const [upload] = await db.update(uploads).set(data).where(eq(uploads.id, id)).returning();
    return upload;
  }

  async deleteUpload(id: string): Promise<void> {
    await db.delete(uploads).where(eq(uploads.id, id));
  }
}

export const storage = new DatabaseStorage();
