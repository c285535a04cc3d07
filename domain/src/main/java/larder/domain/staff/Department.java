package larder.domain.staff;

/** A part of the company. */
public record Department(DepartmentId id, DepartmentName name) {}
