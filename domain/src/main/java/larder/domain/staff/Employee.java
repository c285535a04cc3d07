package larder.domain.staff;

/** Somebody who works here. */
public record Employee(EmployeeId id, EmployeeName name, JobTitle title, DepartmentId department) {}
